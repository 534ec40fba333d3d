"""One ring of the doorbell: sign-in mails first; then plan, claim and deliver until nothing is due or time is up."""

import logging
import time
from collections import Counter
from collections.abc import Callable

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from reminders.models import Outgoing

from .claiming import claim
from .delivering import Outcome, deliver
from .future_stamps import restart_future_waits
from .planning import plan
from .posting import claim_post, sweep_posts

SECONDS = 25

log = logging.getLogger(__name__)


def tick(seconds: float = SECONDS) -> Counter[str]:
    """Does what there is to do and returns how often each thing happened. Any number may run at the same time."""
    until = time.monotonic() + seconds
    counts: Counter[str] = Counter()
    restart_future_waits()
    connection = get_connection()
    try:
        if _walk(claim_post, until, connection, counts):
            counts["planned"] += plan()
            # Whoever asks for a code meanwhile does not wait behind reminders.
            _walk(lambda: claim_post() or claim(), until, connection, counts)
    finally:
        connection.close()
    sweep_posts()
    return +counts


def deliver_post() -> Counter[str]:
    """Sends the mails of the sign-in that wait, and nothing else. Returns what became of them."""
    counts: Counter[str] = Counter()
    connection = get_connection()
    try:
        _walk(claim_post, time.monotonic() + SECONDS, connection, counts)
    finally:
        connection.close()
    return counts


def _walk(
    claiming: Callable[[], Outgoing | None], until: float, connection: BaseEmailBackend, counts: Counter[str]
) -> bool:
    """Claims and delivers until nothing is free or the time is up. False where there is no mail server: the next ring
    tries again."""
    while time.monotonic() < until and (mail := claiming()) is not None:
        outcome = _deliver(mail, connection)
        counts[outcome.value] += 1
        if outcome is Outcome.NO_RELAY:
            return False
    return True


def _deliver(reminder: Outgoing, connection: BaseEmailBackend) -> Outcome:
    try:
        return deliver(reminder, connection)
    except Exception:
        # One row may not stop the others. It stays leased, and after five such claims it is set apart.
        log.exception("A mail broke its sender: %s", reminder.pk)
        return Outcome.BROKEN
