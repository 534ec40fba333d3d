"""What each room promises about the persons and couples whose rows it holds."""

from datetime import date
from typing import Protocol

from django.db.models import Model

from .leaves import Summary
from .models import Couple, Person
from .us import Us


class Part(Protocol):
    """A room's share in joining, leaving and Today."""

    rows: tuple[type[Model], ...]
    """Every model of the room with a key to a person or a couple, however far; a test compares."""

    def join(self, couple: Couple) -> None:
        """Inside the transaction in which somebody joins `couple`, just before: nothing that its one wrote alone may
        become visible by it."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Inside the transaction that closes `couple`: unopened answers of `leaver` are destroyed, the other's become
        *only you*. With `leaver` None (a couple of one dissolves) every unopened answer becomes *only you*."""

    def summary(self, us: Us, today: date) -> Summary:
        """What Today may show to `us.person`."""


_parts: list[Part] = []


def register(part: Part) -> None:
    """Called once by each room in `AppConfig.ready`."""
    if not any(type(known) is type(part) for known in _parts):
        _parts.append(part)


def all_parts() -> tuple[Part, ...]:
    return tuple(_parts)
