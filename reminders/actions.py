"""Asking for mail, ending it, and dropping what is owed."""

import uuid

from django.db import transaction

import clock

from .models import Reminder, State


def drop_due(person_id: uuid.UUID, reason: str) -> None:
    """Ends everything still owed to a person, for that reason. What a mail server may already have is not sent again."""
    now = clock.now()
    waiting = Reminder.unscoped.filter(person_id=person_id, state__in=[State.DUE, State.LEASED])
    ended = {"reason": reason, "ended_at": now, "lease": None, "lease_until": None}
    with transaction.atomic():
        waiting.filter(copies=0).update(state=State.SKIPPED, **ended)
        waiting.filter(copies__gt=0).update(state=State.UNKNOWN, **ended)
        Reminder.unscoped.filter(person_id=person_id, state=State.HANDED_OVER).update(expires_at=now)
