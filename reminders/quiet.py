"""Who wants no mail at all just now. A room that knows answers; the outbox asks at the moment of sending."""

from collections.abc import Callable
from uuid import UUID

Quiet = Callable[[UUID], bool]

_asked: list[Quiet] = []


def register(quiet: Quiet) -> None:
    """Called by a room in `AppConfig.ready`, with what says of a person whether they have gone quiet."""
    if quiet not in _asked:
        _asked.append(quiet)


def is_quiet(person_id: UUID) -> bool:
    return any(asked(person_id) for asked in _asked)
