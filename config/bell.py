"""`python -m config.bell`: Celery's worker and beat in one process, for one machine without Redis.

Over `memory://` a message lives only in this process, and a lost one only means that a tick comes later:
what is owed stands in the database. With REDIS_URL it is a worker and a beat like any other.
"""

import signal
from types import FrameType

import django
from celery import signals
from celery.beat import EmbeddedService
from celery.worker import state

from config.celery import app


def stop_warmly(_signum: int, _frame: FrameType | None) -> None:
    """Lets the running tick finish. The stock handler of SIGINT would cut it off between a mail and its record."""
    state.should_stop = 0


@signals.worker_ready.connect
def answer_both_signals_alike(**_: object) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, stop_warmly)


def main() -> None:
    django.setup()
    beat = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")
    beat.start()
    try:
        app.Worker(pool="threads", concurrency=1, without_gossip=True, without_mingle=True, quiet=True).start()
    finally:
        beat.stop()


if __name__ == "__main__":
    main()
