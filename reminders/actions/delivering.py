"""One claimed row becomes one mail, or the reason why not."""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

from reminders import mails
from reminders.models import MOST_COPIES, Outgoing, SignInMail, State

from . import judging, outcomes, posting

SERVICE_UNAVAILABLE = 421

log = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of one claim."""

    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"
    POSTPONED = "postponed"
    REFUSED_FOR_NOW = "refused for now"
    AMBIGUOUS = "ambiguous"
    NO_RELAY = "no relay"
    LEASE_LOST = "lease lost"
    BROKEN = "broken"


class Withdrawn(Exception):
    """The mail must not go out after all: between the claim and DATA it was dropped, or is not wanted any more."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Way:
    """How one kind of mail is judged, made and recorded. The rest of its way is the same for all."""

    judge: Callable[[Any], judging.End | judging.Postpone | None]
    refusal: Callable[[Any], str]
    render: Callable[[Any], mails.Mail]
    sent: Callable[[Any], bool]


def _way_of(mail: Outgoing) -> Way:
    if isinstance(mail, SignInMail):
        return Way(posting.judge, posting.refusal, posting.render, outcomes.sent_at_once)
    return Way(judging.judge, judging.refusal, mails.render, outcomes.sent)


def deliver(reminder: Outgoing, connection: BaseEmailBackend) -> Outcome:
    """Judges, sends and records one claimed mail."""
    way = _way_of(reminder)
    match way.judge(reminder):
        case judging.End(state, reason):
            return _end(reminder, state, reason)
        case judging.Postpone(until):
            return Outcome.POSTPONED if outcomes.postpone(reminder, until) else Outcome.LEASE_LOST
    try:
        mail = way.render(reminder)
    except Exception:
        # One row that cannot be rendered may not stop the others; the log tells the host where it broke.
        log.exception("A mail could not be rendered: %s", reminder.pk)
        return _end(reminder, State.FAILED, "render")
    mail.leave = partial(_leave, reminder)
    return _send(reminder, mail, connection)


def _leave(reminder: Outgoing) -> None:
    if reason := _way_of(reminder).refusal(reminder):
        raise Withdrawn(reason)
    if not outcomes.hand_over(reminder):
        raise Withdrawn


def _send(reminder: Outgoing, mail: mails.Mail, connection: BaseEmailBackend) -> Outcome:
    try:
        connection.open()
    except OSError as error:  # every SMTP error is one
        return _no_relay(reminder, error)
    try:
        if not getattr(connection, "asks_before_data", False):
            mail.before_data()
        connection.send_messages([mail])
    except Withdrawn as withdrawn:
        return _end(reminder, State.SKIPPED, withdrawn.reason) if withdrawn.reason else Outcome.LEASE_LOST
    except OSError as error:
        return _not_sent(reminder, error)
    return Outcome.SENT if _way_of(reminder).sent(reminder) else Outcome.LEASE_LOST


def _not_sent(reminder: Outgoing, error: OSError) -> Outcome:
    match error:
        case smtplib.SMTPRecipientsRefused():
            ((code, _reply),) = error.recipients.values()
        case smtplib.SMTPResponseException():
            code = error.smtp_code
        case _:
            return _broken_off(reminder, error)
    return _answered(reminder, code, error)


def _answered(reminder: Outgoing, code: int, error: OSError) -> Outcome:
    """A definite no, before DATA or after it. One to our own address is the host's to mend, and stops every mail."""
    if reminder.state == State.HANDED_OVER:
        outcomes.not_accepted(reminder)
    if code == SERVICE_UNAVAILABLE or isinstance(error, smtplib.SMTPSenderRefused):
        return _no_relay(reminder, error)
    if 400 <= code < 500:
        return _refused_for_now(reminder, f"smtp-{code}")
    return _end(reminder, State.FAILED, f"smtp-{code}")


def _broken_off(reminder: Outgoing, error: OSError) -> Outcome:
    """The connection ended. After the mark nobody knows whether the mail server has it: once more later, no more."""
    log.warning("A connection broke off (%s) with %s", type(error).__name__, reminder.pk)
    if reminder.state != State.HANDED_OVER:
        return _refused_for_now(reminder, "broken-off")
    return _end(reminder, State.UNKNOWN, "ambiguous-twice") if reminder.copies >= MOST_COPIES else Outcome.AMBIGUOUS


def _no_relay(reminder: Outgoing, error: OSError) -> Outcome:
    log.error("The mail server does not take mail: %s %s", type(error).__name__, getattr(error, "smtp_code", ""))
    return Outcome.NO_RELAY if outcomes.return_untried(reminder) else Outcome.LEASE_LOST


def _refused_for_now(reminder: Outgoing, reason: str) -> Outcome:
    if not outcomes.refused_for_now(reminder, reason):
        return Outcome.LEASE_LOST
    return Outcome.REFUSED_FOR_NOW if reminder.state == State.DUE else Outcome(reminder.state)


def _end(reminder: Outgoing, state: State, reason: str) -> Outcome:
    return Outcome(reminder.state) if outcomes.end(reminder, state, reason) else Outcome.LEASE_LOST
