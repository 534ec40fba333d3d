"""Asking to be deleted, and taking that back within a week."""

from datetime import timedelta

from django.db import transaction

import clock
import reminders.actions
from people.models import Deletion, Person
from people.proofs import Proof
from people.refusals import DeletionIsDue

from .locking import lock_person
from .sessions import end_other_sessions

UNDO_FOR = timedelta(days=7)
UNDO_WITH_KEY = timedelta(hours=24)


def ask_deletion(person: Person, session_key: str | None = None, asked: Proof = Proof.PASSWORD) -> Deletion:
    """Asks to be deleted in 7 days; in 24 hours where the form was shown the paper key. Mail stops, and every session
    but that of `session_key` ends. The partner's pages do not change. Asked twice, the first time counts."""
    now, undo_for = clock.now(), UNDO_WITH_KEY if asked == Proof.KEY else UNDO_FOR
    with transaction.atomic():
        lock_person(person)
        deletion, _ = Deletion.unscoped.get_or_create(
            person=person, defaults={"asked_at": now, "due_at": now + undo_for}
        )
        reminders.actions.unsubscribe(person)
        reminders.actions.drop_due(person.pk, reason="deleting")
        end_other_sessions(person, keep=session_key)
    return deletion


def keep_account(person: Person) -> None:
    """Takes the wish back; mail stays off until it is asked for again. Twice does no harm.

    Refuses DeletionIsDue once its time is over: from then on it may be in the ledger already.
    """
    with transaction.atomic():
        lock_person(person)
        deletion = Deletion.unscoped.filter(person=person).first()
        if deletion is None:
            return
        if deletion.due_at <= clock.now():
            raise DeletionIsDue
        deletion.delete()
