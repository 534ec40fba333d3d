"""What happens to check-ins when a couple closes, what this room exports, and what it has for Today
and for the plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from agreement.reading import texts_of
from couples.export.shape import Room
from couples.leaves import Leaf, NextDay, Rank, StepLink, Summary
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
from pages.days import weekday
from people.models import Person
from sealed.reading import overview_of

from . import actions, exporting, reading
from .models import CheckIn
from .reading import Stage
from .sitting import Standing


class CheckInsPart(Part):
    def close(self, couple: Couple, leaver: Person | None) -> None:
        actions.close_all(couple)

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        if not us.is_two:
            return Summary()
        found = reading.standing_of(us, today)
        if found.next_day is None:
            return Summary(leaves=tuple(_rhythm_to_choose(us)))
        days = (NextDay(found.next_day, gettext("Check-in on {day}.").format(day=weekday(found.next_day))),)
        return Summary(leaves=tuple(_leaves(us, found, today)), days=days)

    def step_links(self, us: Us, today: date) -> tuple[StepLink, ...]:
        if not us.is_two:
            return ()
        found = reading.standing_of(us, today)
        leaf = next((replace(leaf, title=gettext("Your check-in")) for leaf in _leaves(us, found, today)), None)
        return (StepLink("support", gettext("Check-ins"), _in_words(us, found, today), reverse("checkins:room"), leaf),)


def _leaves(us: Us, found: Standing, today: date) -> Iterator[Leaf]:
    if found.unmade:
        yield _open("check-in-today", reverse("checkins:room"), found)
    elif found.current and _stage(us, found.current, today) is Stage.WRITING:
        yield _open(f"check-in-{found.current.pk}", reverse("checkins:piece", args=[found.current.pk]), found)


def _in_words(us: Us, found: Standing, today: date) -> str:
    """How the check-ins are for this reader."""
    if found.next_day is None or found.last_day is None:
        return gettext("You haven’t chosen any dates yet.")
    stage = Stage.WRITING if found.unmade else found.current and _stage(us, found.current, today)
    if stage is Stage.WRITING:
        return gettext("One’s open until {day}.").format(day=weekday(found.last_day))
    if stage is Stage.SEALED:
        return gettext("You’ve sealed yours. It’s open until {day}.").format(day=weekday(found.last_day))
    coming = gettext("The next one opens on {day}.").format(day=weekday(found.next_day))
    opened = gettext("Your answers have opened.")
    return f"{opened} {coming}" if stage is Stage.OPENED else coming


def _stage(us: Us, check_in: CheckIn, today: date) -> Stage:
    overview = overview_of(us, today)
    opened, sealed = check_in.piece in overview.opened, check_in.piece in overview.sealed
    return reading.stage_of(us, check_in, opened=opened, sealed=sealed)


def _rhythm_to_choose(us: Us) -> Iterator[Leaf]:
    """Once something is agreed, the next small thing is to choose when to look at it together."""
    if texts_of(us).in_force:
        yield Leaf(
            key="choose-a-rhythm",
            rank=Rank.NEXT,
            title=gettext("When will you check in?"),
            text=gettext(
                "Every month or every three months: five minutes each on your own, then half an hour together."
            ),
            action_label=gettext("Choose dates"),
            action_url=reverse("checkins:rhythm"),
        )


def _open(key: str, url: str, found: Standing) -> Leaf:
    text = gettext("Five minutes, on your own.")
    if found.last_day:
        until = gettext("It’s open until {day}.").format(day=weekday(found.last_day))
        text = f"{text} {until}"
    return Leaf(
        key=key,
        rank=Rank.TODAY,
        title=gettext("Your check-in is open"),
        text=text,
        action_label=gettext("Begin"),
        action_url=url,
    )
