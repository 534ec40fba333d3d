"""A room that owes, a clock that can be set, a mail server, and rows as planning would make them."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

import clock
from people.models import Person
from reminders import actions, sources
from reminders.models import Reminder
from reminders.sources import KINDS, Owed, kind_of
from tests.machines.mail import Sink
from tests.reminders.room.sources import RoomSource

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)
"""When these tests begin: a Wednesday."""


class Clock:
    """The house's clock, in every thread: it goes on from the moment it is set to."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def set(self, moment: datetime) -> None:
        self.settings.TWOFOLD_CLOCK_OFFSET += moment - clock.now()

    def on(self, **span: float) -> None:
        self.settings.TWOFOLD_CLOCK_OFFSET += timedelta(**span)


@pytest.fixture
def at_noon(settings: Settings) -> Clock:
    moved = Clock(settings)
    moved.set(NOON)
    return moved


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> RoomSource:
    """The only room that owes, with every kind that the product knows."""
    monkeypatch.setattr(sources, "_sources", [])
    source = RoomSource(KINDS, tmp_path)
    sources.register(source)
    return source


@pytest.fixture
def reader(alice: Person, at_noon: Clock) -> Person:
    """Alice, who turned mail on long ago."""
    at_noon.on(days=-60)
    actions.subscribe(alice)
    at_noon.on(days=60)
    return alice


@pytest.fixture
def sink(settings: Settings, smtp_sink: Sink) -> Sink:
    use(smtp_sink, settings)
    return smtp_sink


def use(sink: Sink, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, sink.port


Due = Callable[..., Reminder]


@pytest.fixture
def due(room: RoomSource) -> Due:
    """A row as planning makes it, due now: due(person, "talk")."""

    def make(person: Person, kind: str = "talk", **fields: Any) -> Reminder:
        now = clock.now()
        row: dict[str, Any] = {
            "occasion": uuid.uuid4(),
            "rank": kind_of(kind).priority,
            "due_at": now,
            "expires_at": now + timedelta(days=7),
        }
        return Reminder.unscoped.create(person=person, kind=kind, **(row | fields))

    return make


def owed(person: Person, kind: str = "talk", **fields: Any) -> Owed:
    """Something owed to a person now."""
    now = clock.now()
    row: dict[str, Any] = {"occasion": uuid.uuid4(), "due_at": now, "expires_at": now + timedelta(days=7)}
    return Owed(person_id=person.pk, kind=kind, **(row | fields))


def standing(reminder: Reminder) -> tuple[str, str]:
    """Where a row stands now, and why."""
    reminder.refresh_from_db()
    return reminder.state, reminder.reason
