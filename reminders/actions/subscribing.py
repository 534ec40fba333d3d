"""Asking for mail, ending it, and dropping what is owed."""

import uuid

from django.db import transaction
from django.utils.crypto import salted_hmac

import clock
from reminders import tokens
from reminders.models import Reminder, State, Subscription
from reminders.sources import Reached


def subscribe(person: Reached) -> None:
    """Turns mail on for this person alone. Twice does no harm."""
    Subscription.unscoped.get_or_create(
        person_id=person.pk, defaults={"id": _id_for(person.pk), "since": clock.today(person.tz)}
    )


def unsubscribe(person: Reached) -> None:
    """Turns mail off and drops what is owed. Twice does no harm."""
    _end(Subscription.unscoped.filter(person_id=person.pk).first())


def unsubscribe_by_token(token: str) -> bool:
    """Does the same for whoever the link was mailed to, and says whether it was such a link. Twice does no harm."""
    subscription_id = tokens.subscription_of(token)
    if subscription_id is None:
        return False
    _end(Subscription.unscoped.filter(pk=subscription_id).first())
    return True


def drop_due(person_id: uuid.UUID, reason: str) -> None:
    """Ends all that is owed to a person, for that reason. What a mail server may already have is not sent again."""
    now = clock.now()
    waiting = Reminder.unscoped.filter(person_id=person_id, state__in=[State.DUE, State.LEASED])
    ended = {"reason": reason, "ended_at": now, "lease": None, "lease_until": None}
    with transaction.atomic():
        waiting.filter(copies=0).update(state=State.SKIPPED, **ended)
        waiting.filter(copies__gt=0).update(state=State.UNKNOWN, **ended)
        Reminder.unscoped.filter(person_id=person_id, state=State.HANDED_OVER).update(expires_at=now)


def plan_anew(*, person_id: uuid.UUID | None = None, occasion: uuid.UUID | None = None) -> None:
    """Forgets what waits for a person, or for an occasion, because its time has changed: the next tick plans it anew.

    What was claimed, sent or ended stays, so that nothing goes twice.
    """
    waiting = Reminder.unscoped.filter(state=State.DUE, copies=0)
    if person_id is not None:
        waiting = waiting.filter(person_id=person_id)
    if occasion is not None:
        waiting = waiting.filter(occasion=occasion)
    waiting.delete()


def _end(subscription: Subscription | None) -> None:
    if subscription is None:
        return
    with transaction.atomic():
        subscription.delete()
        drop_due(subscription.person_id, reason="unsubscribed")


def _id_for(person_id: uuid.UUID) -> uuid.UUID:
    """The same for one person each time, so that the link in an old mail still ends a newer subscription."""
    digest = salted_hmac("reminders.subscription", person_id.bytes, algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)
