"""What somebody is typing into a line and has not saved: a draft of theirs that nobody else sees."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from agreement.models import Clause
from couples.models import Couple, Partner
from people.actions import lock_person
from people.models import Person
from sealed.models import Draft

ROOM = "agreement"
NEW, NEW_OWN = "line", "own-line"


def of_line(line_id: UUID) -> str:
    """The key of what is typed to change a line, one's own or one of both."""
    return f"line-{line_id}"


def drop_half_typed(person: Person, key: str) -> None:
    """Destroys what that person was typing there. Twice does no harm. Inside a transaction only."""
    lock_person(person)
    Draft.unscoped.filter(person=person, piece=_piece(key)).delete()


def cancel_half_typed(person: Person, line_id: UUID) -> None:
    """Destroys what that person was typing to change a line. Twice does no harm."""
    with transaction.atomic():
        drop_half_typed(person, of_line(line_id))


def drop_all_half_typed(line_ids: Iterable[UUID]) -> None:
    """With lines that are gone for good goes what either was typing to change them."""
    Draft.unscoped.filter(piece__in=[_piece(of_line(line_id)) for line_id in line_ids]).delete()


def keep_half_typed_alone(couple: Couple) -> None:
    """With the couple closed, the line that somebody was typing for both is one they were typing for themselves. What
    they typed to change a line of both goes: nobody can change that line any more. Holds the couple's lock."""
    persons = Partner.unscoped.filter(couple=couple).values("person")
    has_own = Draft.unscoped.filter(person__in=persons, piece=_piece(NEW_OWN)).values("person")
    typed = Draft.unscoped.filter(person__in=persons, piece=_piece(NEW))
    typed.exclude(person__in=has_own).update(piece=_piece(NEW_OWN))
    drop_all_half_typed(Clause.unscoped.filter(version__couple=couple).values_list("pk", flat=True))


def _piece(key: str) -> str:
    return f"{ROOM}:{key}"
