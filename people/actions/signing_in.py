"""What a sign-in does: a small one begins to wait, and a full one ends all small ones."""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

import clock
from people.models import Person, Session, SmallSignIn
from people.models.small_sign_in import TOLD_FOR
from people.proofs import Proof
from people.sessions import row_name

from .locking import lock_person
from .ways_in import is_young_anywhere


def note_small(person: Person, proof: str) -> SmallSignIn:
    """Somebody is here by `proof` alone: 14 days after the first time it is enough, unless a full sign-in comes."""
    with transaction.atomic():
        lock_person(person)
        row, is_new = SmallSignIn.unscoped.get_or_create(
            person=person, proof=proof, day=clock.today(person.tz), ended_on=None
        )
        if not is_new:
            SmallSignIn.unscoped.filter(pk=row.pk).update(times=F("times") + 1)
    return row


def enough_from(person: Person, proof: str) -> date | None:
    """The day from which `proof` alone is a full sign-in; None where it is not waiting."""
    first = _waiting(person).filter(proof=proof).first()
    return first.enough_from if first else None


def is_enough_alone(person: Person, proof: str) -> bool:
    """Whether `proof` makes a full sign-in by itself today: it has waited, or its owner has chosen so."""
    if proof == Proof.PASSWORD and person.password_is_enough and not is_young_anywhere(person):
        return True
    day = enough_from(person, proof)
    return day is not None and day <= clock.today(person.tz)


def note_full(person: Person, *, keep: str | None = None, own: uuid.UUID | None = None) -> None:
    """Ends every small sign-in of `person` but the session with the key `keep`, their waits, and whatever is half
    finished. `own` is the small sign-in that has become this full one: they know of it, and are not told."""
    today = clock.today(person.tz)
    with transaction.atomic():
        lock_person(person)
        Session.objects.filter(person=person, is_full=False).exclude(pk=row_name(keep)).delete()
        if own is not None:
            SmallSignIn.unscoped.filter(pk=own, person=person).update(times=F("times") - 1)
        waiting = _waiting(person)
        waiting.filter(times=0).delete()
        waiting.update(ended_on=today)
        SmallSignIn.unscoped.filter(person=person, ended_on__lt=today - TOLD_FOR).delete()
        end_half_finished(person)


def end_half_finished(person: Person) -> None:
    """From now on nothing goes on that somebody began with a password, a code or a reset and has not finished."""
    person.half_key = uuid.uuid4()
    person.save(update_fields=["half_key"])


def told(person: Person) -> list[SmallSignIn]:
    """The small sign-ins of the last 30 days that a full one ended, the newest first."""
    since = clock.today(person.tz) - timedelta(days=TOLD_FOR.days)
    rows = SmallSignIn.objects.visible_to(person).filter(ended_on__gte=since)
    return list(rows.order_by("-day", "proof"))


def _waiting(person: Person) -> QuerySet[SmallSignIn]:
    """The oldest first."""
    return SmallSignIn.unscoped.filter(person=person, ended_on=None)
