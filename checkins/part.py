"""What this room promises about its rows, and what it has for Today."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Model
from django.urls import reverse

from agreement.reading import texts_of
from couples.export.shape import Room
from couples.leaves import Leaf, NextDay, Rank, Summary, look_again_leaf, opened_leaf
from couples.models import Couple
from couples.us import Us
from people.models import Person

from . import actions, exporting, reading
from .models import Answer, CheckIn, Draft, LookAgain, Opening, Reveal, Rhythm
from .reading import Stage
from .sitting import Standing


class CheckInsPart:
    rows: tuple[type[Model], ...] = (Rhythm, CheckIn, Draft, Answer, Reveal, Opening, LookAgain)

    erased: Mapping[type[Model], str] = {Draft: "person", Opening: "person", LookAgain: "person"}
    kept: Mapping[type[Model], str] = {
        Rhythm: "the couple's days, without a word",
        CheckIn: "the couple's days, by which the other finds their own words",
        Answer: "that a pair opened; the words are under a key that is gone, and the others are in `erased`",
        Reveal: "that a pair opened, which was both partners'",
    }

    def join(self, couple: Couple) -> None:
        """Check-ins begin when there are two."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        actions.close_all(couple, leaver)

    def erase(self, person: Person) -> None:
        """All that goes is in `erased`: unopened answers went, or became drafts, when the couple closed."""

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        if not us.is_two:
            return Summary()
        found = reading.standing_of(us, today)
        if found.next_day is None:
            return Summary(leaves=(*_leaves(us, found, today), *_rhythm_to_choose(us)))
        days = (NextDay(found.next_day, "Check-in on"),)
        return Summary(leaves=tuple(_leaves(us, found, today)), days=days)


def _leaves(us: Us, found: Standing, today: date) -> Iterator[Leaf]:
    read = Opening.objects.visible_to(us.person).values("reveal")
    for reveal in Reveal.objects.visible_to(us.person).exclude(pk__in=read):
        yield _opened(reveal)
    if found.unmade:
        yield _open("check-in-today", reverse("checkins:room"), found)
    elif found.current and reading.stage_of(us, found.current) is Stage.WRITING:
        yield _open(f"check-in-{found.current.pk}", reverse("checkins:check-in", args=[found.current.pk]), found)
    for again in LookAgain.objects.visible_to(us.person).filter(day__lte=today).select_related("check_in"):
        if reading.stage_of(us, again.check_in) is Stage.SEALED:
            yield _look_again(again)


def _rhythm_to_choose(us: Us) -> Iterator[Leaf]:
    """Once something is agreed, the next small thing is to choose when to look at it together."""
    if texts_of(us).in_force:
        yield Leaf(
            key="choose-a-rhythm",
            rank=Rank.NEXT,
            title="When will you two sit down again?",
            text="Every month or every three months: five minutes each alone, then half an hour together.",
            action_label="Choose a rhythm",
            action_url=reverse("checkins:rhythm"),
        )


def _open(key: str, url: str, found: Standing) -> Leaf:
    until = f" Open until {found.last_day:%A} {found.last_day.day} {found.last_day:%B}." if found.last_day else ""
    return Leaf(
        key=key,
        rank=Rank.TODAY,
        title="Your check-in is open",
        text=f"Five minutes, alone.{until}",
        action_label="Begin",
        action_url=url,
    )


def _opened(reveal: Reveal) -> Leaf:
    url = reverse("checkins:opening", args=[reveal.check_in_id])
    return opened_leaf(f"check-in-opened-{reveal.check_in_id}", url)


def _look_again(again: LookAgain) -> Leaf:
    day, url = again.check_in.day, reverse("checkins:check-in", args=[again.check_in_id])
    return look_again_leaf(f"check-in-again-{again.check_in_id}", f"Your check-in of {day.day} {day:%B}.", url)
