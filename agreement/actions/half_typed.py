"""What somebody is typing into a line or a situation and has not saved: a draft of theirs that nobody else sees."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from agreement.models import ROOM, Clause
from couples.models import Couple
from people.models import Person
from sealed.actions import drop_draft
from sealed.models import Draft

NEW, NEW_OWN = "line", "own-line"
LINE, MARK, SITUATION = "line-", "mark-", "situation-"


def of_line(line_id: UUID) -> str:
    """The key of what is typed to change a line, one's own or one of both."""
    return f"{LINE}{line_id}"


def of_mark(line_id: UUID) -> str:
    """The key of what is typed to say something of a line."""
    return f"{MARK}{line_id}"


def of_situation(topic: str) -> str:
    """The key of a situation that is typed beside a topic, in whatever round."""
    return f"{SITUATION}{topic}"


def drop_half_typed(person: Person, key: str, typed: int | None = None) -> None:
    """Destroys what that person was typing there: see `drop_draft`. Inside a transaction only."""
    drop_draft(person, _piece(key), typed)


def cancel_half_typed(person: Person, key: str, typed: int | None = None) -> None:
    """Destroys what that person was typing there, as `drop_half_typed` does, in a transaction of its own."""
    with transaction.atomic():
        drop_half_typed(person, key, typed)


def drop_all_half_typed(line_ids: Iterable[UUID]) -> None:
    """With lines that are gone for good goes what either was typing to change them, or to say something of them."""
    pieces = [_piece(key(line_id)) for line_id in line_ids for key in (of_line, of_mark)]
    Draft.unscoped.filter(piece__in=pieces).delete()


def close_half_typed(couple: Couple) -> None:
    """With the couple closed goes what was typed to change a line of both: nobody can change that line any more. A new
    line that somebody was typing stays theirs, untouched: they may be typing in this very moment."""
    drop_all_half_typed(Clause.unscoped.filter(version__couple=couple).values_list("pk", flat=True))


def _piece(key: str) -> str:
    return f"{ROOM}:{key}"
