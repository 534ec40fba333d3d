"""What the rooms owe by mail. A room registers one Source in `AppConfig.ready`; the outbox asks it what is owed and, at
the moment of sending, whether it is still wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import clock

LASTS = timedelta(days=7)
MOST_IN_30_DAYS = 3


class Text(Enum):
    """The two texts that a mail may have."""

    REMINDER = "reminder"
    NEWS = "news"


@dataclass(frozen=True)
class Kind:
    """How the outbox treats one kind of mail. The smallest priority goes first; `most` is its own cap in 30 days."""

    text: Text
    priority: int
    most: int = MOST_IN_30_DAYS


NEWS = Kind(Text.NEWS, priority=100)
KINDS: Mapping[str, Kind] = {
    "checkin-open": Kind(Text.REMINDER, 1),
    "talk": Kind(Text.REMINDER, 2),
    "review": Kind(Text.REMINDER, 3),
    "checkin-coming": Kind(Text.REMINDER, 4),
    "follow-up": Kind(Text.REMINDER, 5),
    "letter": Kind(Text.REMINDER, 5),
    "look-again": Kind(Text.REMINDER, 6),
    "plan-quiet": Kind(Text.REMINDER, 7, most=1),
    "opened": NEWS,
    "shared": NEWS,
    "offered": NEWS,
    "in-force": NEWS,
    "joined": NEWS,
}
"""Every kind that the product knows. A Source takes its own from here."""


@dataclass(frozen=True)
class Owed:
    """One mail owed to one person. The occasion is the UUID of the row that it is about.

    News have the day of their event, because `due_at` may be later: they are news only to who had mail on by that day.
    """

    person_id: UUID
    kind: str
    occasion: UUID
    due_at: datetime
    expires_at: datetime
    happened_on: date | None = None


class Reached(Protocol):
    """What the outbox needs of a person to choose a moment: their zone and their hour."""

    @property
    def pk(self) -> UUID: ...
    @property
    def tz(self) -> ZoneInfo: ...
    @property
    def mail_hour(self) -> int: ...


class Source:
    """What one room owes. A room's own names its `kinds`, and says what is owed and what is refused."""

    kinds: Mapping[str, Kind]
    """The kinds that this room owes; no two rooms have the same."""

    def prepare(self) -> None:
        """Writes what must be written before anything can be asked. Every tick begins with it."""

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        """What is due between the two moments. May name the same again and again, and what is not wanted any more.
        Only reads."""
        raise NotImplementedError

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        """Why this mail is no longer wanted, as a slug for the host's eyes; nothing where it still is."""
        raise NotImplementedError


def due_at_hour(day: date, person: Reached) -> datetime:
    """The moment of the person's own mail hour on that day in their zone."""
    return clock.moment(day, person.mail_hour, person.tz)


def next_hour(moment: datetime, person: Reached) -> datetime:
    """The first moment at the person's mail hour, in their zone, that is not before `moment`."""
    day = moment.astimezone(person.tz).date()
    today = due_at_hour(day, person)
    return today if today >= moment else due_at_hour(day + timedelta(days=1), person)


def reminder(person: Reached, kind: str, occasion: UUID, day: date, *, lasts: timedelta = LASTS) -> Owed:
    """What they asked for, owed on that day at their hour. After `lasts` it is too late to be of use."""
    due_at = due_at_hour(day, person)
    return Owed(person.pk, kind, occasion, due_at, due_at + lasts)


def news(person: Reached, kind: str, occasion: UUID, *, since: datetime) -> Owed:
    """Something new since that moment, owed at their first hour from then on, so that its time tells nothing."""
    due_at = next_hour(since, person)
    return Owed(person.pk, kind, occasion, due_at, due_at + LASTS, since.astimezone(person.tz).date())


def news_of_day(person: Reached, kind: str, occasion: UUID, happened_on: date) -> Owed:
    """Something new of which only the day is kept, owed at their next hour from now on."""
    due_at = next_hour(clock.now(), person)
    return Owed(person.pk, kind, occasion, due_at, due_at + LASTS, happened_on)


_sources: list[Source] = []


def register(source: Source) -> None:
    """Called once by each room in `AppConfig.ready`. Refuses a kind that another room has."""
    if any(type(known) is type(source) for known in _sources):
        return
    taken = {kind for known in _sources for kind in known.kinds} & set(source.kinds)
    if taken:
        raise ValueError(f"Two sources owe the kind {min(taken)}.")
    _sources.append(source)


def all_sources() -> tuple[Source, ...]:
    return tuple(_sources)


def source_of(kind: str) -> Source | None:
    """The room that owes this kind, if it is still there."""
    return next((source for source in _sources if kind in source.kinds), None)


def kind_of(slug: str) -> Kind:
    """How to treat a kind. One that nobody knows any more counts as news, the least urgent."""
    source = source_of(slug)
    return source.kinds[slug] if source else KINDS.get(slug, NEWS)


def slugs_of(text: Text) -> list[str]:
    """Every kind whose mail has that text."""
    known = dict(KINDS)
    for source in _sources:
        known.update(source.kinds)
    return [slug for slug, kind in known.items() if kind.text is text]
