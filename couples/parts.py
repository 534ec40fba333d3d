"""What each room promises about the persons and couples whose rows it holds."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from django.db.models import Model

from people.models import Person

from .export.shape import Room
from .leaves import Summary
from .models import Couple
from .us import Us


class Part(Protocol):
    """A room's share in joining, leaving, deleting and Today."""

    rows: tuple[type[Model], ...]
    """Every model of the room with a key to a person or a couple, however far; a test compares."""

    erased: Mapping[type[Model], str]
    """Of `rows`, those that go with a person who is deleted, in this order, and the key that says whose they are."""

    kept: Mapping[type[Model], str]
    """The others, and why they stay: a test wants one of the two for every model."""

    def join(self, couple: Couple) -> None:
        """Inside the transaction in which somebody joins `couple`, just before: nothing that its one wrote alone may
        become visible by it."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Inside the transaction that closes `couple`: unopened answers of `leaver` are destroyed, the other's become
        *only you*. With `leaver` None (a couple of one dissolves) every unopened answer becomes *only you*."""

    def erase(self, person: Person) -> None:
        """Inside the transaction that deletes `person`, whose couples are all closed: what goes besides `erased`."""

    def export(self, us: Us) -> Room:
        """What `us.person` may take with them: all of their own, and of the other's only what was shared or opened."""

    def summary(self, us: Us, today: date) -> Summary:
        """What Today may show to `us.person`."""


_parts: list[Part] = []


def register(part: Part) -> None:
    """Called once by each room in `AppConfig.ready`."""
    if not any(type(known) is type(part) for known in _parts):
        _parts.append(part)


def all_parts() -> tuple[Part, ...]:
    return tuple(_parts)
