"""What the plan promises about its rows, and what it has for Today."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Model
from django.urls import reverse

from couples.export.shape import Room
from couples.leaves import Leaf, Rank, Summary, look_again_leaf, opened_leaf
from couples.models import Couple, NotToday
from couples.us import Us
from people.models import Person
from sealed import actions as sealed

from . import catalogue, exporting, progress
from .catalogue import Activity
from .models import Answer, Done, Entry, LookAgain, Opening, Reveal
from .pieces import piece_of, sealed_activities
from .reading import finished_by

FIRST_FOR_TWO = "why-i-am-here"


class RecoveryPart:
    rows: tuple[type[Model], ...] = (Entry, Answer, Reveal, Opening, LookAgain, Done)

    erased: Mapping[type[Model], str] = {Entry: "person", Opening: "person", LookAgain: "person", Done: "person"}
    kept: Mapping[type[Model], str] = {
        Answer: "that a pair opened; the words are under a key that is gone, and the others are in `erased`",
        Reveal: "that a pair opened, which was both partners'",
    }

    def join(self, couple: Couple) -> None:
        """Entries have no couple; the page of what was sealed while a link was out said with whom it opens."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        for activity in sealed_activities():
            sealed.release(couple, piece_of(activity), leaver)

    def erase(self, person: Person) -> None:
        """All that goes is in `erased`: unopened answers went, or became drafts, when the couple closed."""

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        finished = finished_by(us)
        return Summary(leaves=tuple(_leaves(us, today, finished)), stones=progress.stones(finished, step_urls()))


def step_urls() -> dict[str, str]:
    return {step.id: reverse("recovery:plan") + f"#{step.id}" for step in catalogue.steps()}


def _leaves(us: Us, today: date, finished: set[str]) -> Iterator[Leaf]:
    person = us.person
    opened = {reveal.activity: reveal for reveal in Reveal.objects.visible_to(person)}
    read = set(Opening.objects.visible_to(person).values_list("reveal", flat=True))
    for activity_id, reveal in opened.items():
        if reveal.pk not in read:
            yield _opened(activity_id)
    for again in LookAgain.objects.visible_to(person).filter(day__lte=today):
        if again.activity not in opened:
            yield _look_again(catalogue.activity(again.activity))
    started = set(Entry.objects.visible_to(person).values_list("activity", flat=True))
    first = catalogue.activity(FIRST_FOR_TWO)
    if us.two_since == today and first.id not in finished:
        yield _you_are_two_now(first)
        return
    alone = progress.along_my_part(finished) if not us.is_two else None
    month = catalogue.month_of(today)
    if month and not us.is_two and alone is None and month.id not in finished:
        yield from _month(month, person, today, begun=month.id in started)
    upcoming = alone or progress.suggested(person.track, finished, in_couple=us.couple is not None)
    if upcoming is not None:
        yield _next_piece(upcoming, begun=upcoming.id in started)


def _you_are_two_now(first: Activity) -> Leaf:
    return Leaf(
        key="two-now",
        rank=Rank.NEXT,
        title="You are two now",
        text=f"Start with the same small thing, each alone: “{first.title}”.",
        action_label="Begin",
        action_url=reverse("recovery:piece", args=[first.id]),
        visibility=first.visibility or "",
        minutes=first.minutes,
    )


def _opened(activity_id: str) -> Leaf:
    return opened_leaf(f"opened-{activity_id}", reverse("recovery:opening", args=[activity_id]))


def _look_again(activity: Activity) -> Leaf:
    url = reverse("recovery:look-again", args=[activity.id])
    return look_again_leaf(f"again-{activity.id}", f"“{activity.title}”.", url)


def _month(activity: Activity, person: Person, today: date, *, begun: bool) -> Iterator[Leaf]:
    """The page of one's own for this month. Folded once, it does not come up again in this month."""
    leaf = _next_piece(activity, begun=begun)
    if not NotToday.objects.visible_to(person).filter(leaf=leaf.key, day__lt=today).exists():
        yield replace(leaf, quiet_label="Not this month", quiet_url="")


def _next_piece(activity: Activity, *, begun: bool) -> Leaf:
    if begun:
        title, text, action = "You began this", f"“{activity.title}”. Your words are kept.", "Go on"
    else:
        title, text, action = activity.title, activity.purpose, "Begin"
    return Leaf(
        key=f"next-{activity.id}",
        rank=Rank.NEXT,
        title=title,
        text=text,
        action_label=action,
        action_url=reverse("recovery:piece", args=[activity.id]),
        quiet_label="Something else",
        quiet_url=reverse("recovery:plan"),
        visibility=activity.visibility or "",
        minutes=activity.minutes,
    )
