"""Ringing the bell from a web request: once, without a retry, and without the request waiting for it.

Where the broker is away, nothing is lost: what is owed stands in the database, and the next tick finds it. A thread
rings, because a broker that is half away holds its caller for seconds.
"""

import logging
import threading

from celery import current_app
from django.conf import settings
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

EXPIRES = 20
IN_MEMORY = "memory://"

log = logging.getLogger(__name__)
_wanted, _ringing = threading.Event(), threading.Lock()


def ring() -> None:
    """Has the worker look at once. Costs the caller nothing, whatever the broker does.

    Over memory:// nobody in another process would hear it; there, whoever waits looks for it (`config.bell`).
    """
    if settings.CELERY_BROKER_URL == IN_MEMORY:
        return
    _wanted.set()
    if not _ringing.locked():
        threading.Thread(target=_ring_while_wanted, name="bell", daemon=True).start()


def _ring_while_wanted() -> None:
    # One at a time. Whoever comes while it rings is seen by its last look, which is after it has let go.
    while _wanted.is_set() and _ringing.acquire(blocking=False):
        try:
            _wanted.clear()
            current_app.send_task("reminders.tick", expires=EXPIRES, retry=False, ignore_result=True)
        except (OSError, KombuError, RedisError) as error:  # the next tick repairs it
            log.warning("The bell could not be rung: %s", type(error).__name__)
        finally:
            _ringing.release()
