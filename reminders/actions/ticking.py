"""One ring of the doorbell: plan, then claim and deliver until nothing is due or the time is up."""

import logging
import time
from collections import Counter

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from reminders.models import Reminder

from .claiming import claim
from .delivering import Outcome, deliver
from .planning import plan

SECONDS = 25

log = logging.getLogger(__name__)


def tick(seconds: float = SECONDS) -> Counter[str]:
    """Does what there is to do and returns how often each thing happened. Any number may run at the same time."""
    until = time.monotonic() + seconds
    counts = Counter({"planned": plan()})
    connection = get_connection()
    try:
        while time.monotonic() < until and (reminder := claim()) is not None:
            outcome = _deliver(reminder, connection)
            counts[outcome.value] += 1
            if outcome is Outcome.NO_RELAY:
                break  # the next ring tries again
    finally:
        connection.close()
    return +counts


def _deliver(reminder: Reminder, connection: BaseEmailBackend) -> Outcome:
    try:
        return deliver(reminder, connection)
    except Exception:
        # One row may not stop the others. It stays leased, and after five such claims it is set apart.
        log.exception("A reminder broke its sender: %s", reminder.pk)
        return Outcome.BROKEN
