"""What the doorbell rings. No arguments and no results: the database holds what is owed."""

import logging

from celery import shared_task

from .actions import tick as do_tick

log = logging.getLogger(__name__)


@shared_task(name="reminders.tick", ignore_result=True)
def tick() -> None:
    if counts := do_tick():
        log.info("tick: %s", ", ".join(f"{count} {what}" for what, count in counts.items()))
