"""Whether a claimed mail is to go out now: asked at the moment of sending, because much may have changed since it was
planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

import clock
from reminders.models import MOST_COPIES, Reminder, State, Subscription
from reminders.quiet import is_quiet
from reminders.sources import MOST_IN_30_DAYS, Text, kind_of, next_hour, slugs_of, source_of

MOST_CLAIMS = 5
MONTH = timedelta(days=30)
QUIET = timedelta(hours=20)


@dataclass(frozen=True)
class End:
    """It is not to be sent, now or ever."""

    state: State
    reason: str


@dataclass(frozen=True)
class Postpone:
    """It is to be sent at another moment."""

    until: datetime


def judge(reminder: Reminder) -> End | Postpone | None:
    """What stands against sending this now; None where nothing does."""
    if reason := _worn_out(reminder):
        return End(State.FAILED, reason)
    if reason := refusal(reminder):
        return End(State.SKIPPED, reason)
    if reminder.copies:
        return None  # It may be out already and counts toward the caps; this is its one repetition.
    return End(State.SKIPPED, "cap") if _over_the_cap(reminder) else _too_soon(reminder)


def refusal(reminder: Reminder) -> str:
    """Why this mail is not wanted any more; empty where it is."""
    person = reminder.person
    if reminder.expires_at <= clock.now():
        return "expired"
    if not Subscription.unscoped.filter(person=person).exists():
        return "unsubscribed"
    if not person.is_active:
        return "inactive"
    if not EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists():
        return "unverified"
    source = source_of(reminder.kind)
    if source is None:
        return "no-source"
    refused = source.refusal(reminder.person_id, reminder.kind, reminder.occasion)
    return refused or ("resting" if is_quiet(reminder.person_id) else "")


def _worn_out(reminder: Reminder) -> str:
    if reminder.copies >= MOST_COPIES:
        return "ambiguous-twice"
    return "no-outcome" if reminder.claims > MOST_CLAIMS else ""


def _handed_over(reminder: Reminder, span: timedelta) -> QuerySet[Reminder]:
    """The person's mails that a mail server has, or may have, since that long. This one is not among them."""
    lately = clock.recently(span)
    return Reminder.unscoped.filter(person=reminder.person_id, copies__gt=0, handed_over_at__range=lately)


def _over_the_cap(reminder: Reminder) -> bool:
    kind = kind_of(reminder.kind)
    if kind.text is Text.NEWS:
        return False
    lately = _handed_over(reminder, MONTH).filter(kind__in=slugs_of(Text.REMINDER))
    return lately.count() >= MOST_IN_30_DAYS or lately.filter(kind=reminder.kind).count() >= kind.most


def _too_soon(reminder: Reminder) -> End | Postpone | None:
    last = _handed_over(reminder, QUIET).order_by("-handed_over_at").first()
    if last is None or last.handed_over_at is None:
        return None
    until = next_hour(last.handed_over_at + QUIET, reminder.person)
    return Postpone(until) if until < reminder.expires_at else End(State.SKIPPED, "too-soon")
