"""What happens to check-ins when a couple closes, what this room exports, and what it has for Today
and for the plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse

from agreement.reading import texts_of
from couples.export.shape import Room
from couples.leaves import Leaf, NextDay, Rank, StepLink, Summary
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
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
        days = (NextDay(found.next_day, "Check-in on"),)
        return Summary(leaves=tuple(_leaves(us, found, today)), days=days)

    def step_links(self, us: Us, today: date) -> tuple[StepLink, ...]:
        if not us.is_two:
            return ()
        found = reading.standing_of(us, today)
        leaf = next((replace(leaf, title="Your check-in") for leaf in _leaves(us, found, today)), None)
        return (StepLink("support", "Check-ins", _in_words(us, found, today), reverse("checkins:room"), leaf),)


def _leaves(us: Us, found: Standing, today: date) -> Iterator[Leaf]:
    if found.unmade:
        yield _open("check-in-today", reverse("checkins:room"), found)
    elif found.current and _stage(us, found.current, today) is Stage.WRITING:
        yield _open(f"check-in-{found.current.pk}", reverse("checkins:piece", args=[found.current.pk]), found)


def _in_words(us: Us, found: Standing, today: date) -> str:
    """How the check-ins are for this reader."""
    if found.next_day is None or found.last_day is None:
        return "You haven’t chosen any dates yet."
    stage = Stage.WRITING if found.unmade else found.current and _stage(us, found.current, today)
    if stage is Stage.WRITING:
        return f"One’s open until {_day(found.last_day)}."
    if stage is Stage.SEALED:
        return f"You’ve sealed yours. It’s open until {_day(found.last_day)}."
    coming = f"The next one opens on {_day(found.next_day)}."
    return f"Your answers have opened. {coming}" if stage is Stage.OPENED else coming


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


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
            title="When will you check in?",
            text="Every month or every three months: five minutes each on your own, then half an hour together.",
            action_label="Choose dates",
            action_url=reverse("checkins:rhythm"),
        )


def _open(key: str, url: str, found: Standing) -> Leaf:
    until = f" It’s open until {_day(found.last_day)}." if found.last_day else ""
    return Leaf(
        key=key,
        rank=Rank.TODAY,
        title="Your check-in is open",
        text=f"Five minutes, on your own.{until}",
        action_label="Begin",
        action_url=url,
    )
