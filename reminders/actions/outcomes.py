"""What became of a claimed reminder. Every write here holds only for the owner of the lease: a sender that was away too
long changes nothing, and is told so."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

import clock
from reminders.models import IN_FLIGHT, Outgoing, Reminder, SignInMail, State
from reminders.sources import Text, kind_of, slugs_of

# How long the outcome of a mail that a mail server may have stays open, before it is sent once more.
AMBIGUOUS = timedelta(minutes=15)
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)
TOLD_BY_ANOTHER = {Text.NEWS: "told-in-one", Text.REMINDER: "superseded"}


def hand_over(reminder: Outgoing) -> bool:
    """The mark, committed after RCPT and before DATA. False where the lease is lost: then it must not be sent."""
    now = clock.now()
    marked = {
        "state": State.HANDED_OVER,
        "copies": reminder.copies + 1,
        "handed_over_at": now,
        "lease_until": now + AMBIGUOUS,
    }
    return _write(reminder, _held(reminder).filter(state=State.LEASED), marked)


def sent(reminder: Reminder) -> bool:
    """The mail server has it. The person's other mails that wait with the same text need not be sent any more."""
    now = clock.now()
    text = kind_of(reminder.kind).text
    waiting = Reminder.unscoped.filter(
        person=reminder.person_id, state=State.DUE, copies=0, due_at__lte=now, kind__in=slugs_of(text)
    )
    with transaction.atomic():
        if not _write(reminder, _held(reminder), _ended(State.SENT, "")):
            return False
        waiting.update(**_ended(State.SKIPPED, TOLD_BY_ANOTHER[text]))
    return True


def sent_at_once(mail: SignInMail) -> bool:
    """The mail server has it, and its words are dropped. No other mail is served by it."""
    return _write(mail, _held(mail), _ended(State.SENT, "") | mail.dropped_at_end)


def end(reminder: Outgoing, state: State, reason: str) -> bool:
    """Skipped or failed; *unknown* where a mail server may have a copy all the same."""
    ended = _ended(State.UNKNOWN if reminder.copies else state, reason)
    return _write(reminder, _held(reminder), ended | reminder.dropped_at_end)


def postpone(reminder: Outgoing, until: datetime) -> bool:
    """Due again at another moment; nothing was tried."""
    return _write(reminder, _held(reminder), _due(until))


def return_untried(reminder: Outgoing) -> bool:
    """Due again as it was: there was no mail server to try it with."""
    return postpone(reminder, reminder.due_at)


def refused_for_now(reminder: Outgoing, reason: str) -> bool:
    """Due again after the next delay; failed where it would be too late by then."""
    again = clock.now() + DELAYS[min(reminder.attempts, len(DELAYS) - 1)]
    if again >= reminder.expires_at:
        return end(reminder, State.FAILED, reason)
    return _write(reminder, _held(reminder), _due(again) | {"attempts": reminder.attempts + 1, "reason": reason})


def not_accepted(reminder: Outgoing) -> None:
    """The mail server said no after the mark: that copy is not out."""
    copies = reminder.copies - 1
    _write(
        reminder,
        _held(reminder).filter(state=State.HANDED_OVER),
        {
            "state": State.LEASED,
            "copies": copies,
            "handed_over_at": reminder.handed_over_at if copies else None,
        },
    )


def _held(reminder: Outgoing) -> QuerySet[Any]:
    return type(reminder)._default_manager.filter(pk=reminder.pk, lease=reminder.lease, state__in=IN_FLIGHT)


def _due(at: datetime) -> dict[str, Any]:
    return {"state": State.DUE, "due_at": at, "claims": 0, "lease": None, "lease_until": None}


def _ended(state: State, reason: str) -> dict[str, Any]:
    return {"state": state, "reason": reason, "ended_at": clock.now(), "lease": None, "lease_until": None}


def _write(reminder: Outgoing, held: QuerySet[Any], values: dict[str, Any]) -> bool:
    """Writes to the row while it is held, and then to the object in hand."""
    if not held.update(**values):
        return False
    for name, value in values.items():
        setattr(reminder, name, value)
    return True
