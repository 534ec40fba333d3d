"""What beat rings in this room. No arguments and no results: the database holds who asked for what."""

import logging

from celery import shared_task

import people.actions

from . import actions

log = logging.getLogger(__name__)


@shared_task(name="couples.carry_out_deletions", ignore_result=True)
def carry_out_deletions() -> None:
    people.actions.restart_future_waits()
    people.actions.drop_old_exports()
    people.actions.settle_all()
    if count := actions.carry_out_deletions():
        log.info("%s deleted", count)
