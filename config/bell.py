"""`python -m config.bell`: Celery's worker and beat in one process, for one machine without Redis.

Over `memory://` a message lives only in this process, and a lost one only means that a tick comes later:
what is owed stands in the database. With REDIS_URL it is a worker and a beat like any other.
"""

import logging
import signal
import threading
import warnings
from types import FrameType
from typing import Any

import django
from celery import signals
from celery.beat import EmbeddedService
from celery.exceptions import WorkerShutdown
from celery.platforms import SecurityWarning  # type: ignore[attr-defined]  # celery-types lacks it
from django.conf import settings
from django.db import Error, close_old_connections

from config.celery import app

LOOK_EVERY = 1

log = logging.getLogger(__name__)


def stop_warmly(_signum: int, _frame: FrameType | None) -> None:
    """Lets the running tick finish, in its own thread. The stock handler of SIGINT would cut it off between a mail and
    its record; that of SIGTERM takes seconds to be noticed over memory://.
    """
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_IGN)
    raise WorkerShutdown(0)


@signals.worker_ready.connect
def answer_both_signals_alike(**_: object) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, stop_warmly)


def listen(stopping: threading.Event) -> None:
    """Rings when somebody asks for a code: over memory:// the web server cannot, but both see the database."""
    from reminders.actions import post_waits  # noqa: PLC0415 (models are there only after django.setup)

    while not stopping.wait(LOOK_EVERY):
        try:
            close_old_connections()
            if post_waits():
                app.send_task("reminders.tick", expires=LOOK_EVERY * 5, ignore_result=True)
        except Error as error:
            log.warning("The database does not answer: %s", type(error).__name__)


def main() -> None:
    # Whether root may run it is for the machine's owner to say; on a laptop's container root is all there is.
    warnings.simplefilter("ignore", SecurityWarning)
    django.setup()
    beat: Any = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")
    beat.start()
    stopping = threading.Event()
    if settings.CELERY_BROKER_URL == "memory://":
        threading.Thread(target=listen, args=[stopping], daemon=True).start()
    try:
        app.Worker(pool="threads", concurrency=1, without_gossip=True, without_mingle=True, quiet=True).start()
    finally:
        stopping.set()
        beat.stop()


if __name__ == "__main__":
    main()
