"""What is owed becomes rows: once for each person, kind and occasion, however often and by how many it is planned."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import clock
from reminders.models import Reminder, Subscription
from reminders.sources import Owed, all_sources, kind_of

LOOK_BACK = timedelta(days=7)
LOOK_AHEAD = timedelta(days=1)
BATCH = 200

log = logging.getLogger(__name__)


def plan() -> int:
    """Writes down what the rooms owe to those who asked for mail, and returns how many rows are new."""
    now = clock.now()
    owed = _owed(now - LOOK_BACK, now + LOOK_AHEAD)
    planned = 0
    while batch := list(islice(owed, BATCH)):
        planned += _write(_unwritten(_asked_for(batch)))
    return planned


def _owed(since: datetime, until: datetime) -> Iterator[Owed]:
    for source in all_sources():
        try:
            source.prepare()
            yield from (owed for owed in source.owed(since, until) if since <= owed.due_at <= until)
        except Exception:
            # One room that cannot say what it owes may not silence the others.
            log.exception("A source failed: %s", type(source).__name__)


def _asked_for(batch: list[Owed]) -> list[Owed]:
    """Those for persons who had turned mail on by the day it is due, as days go where they live; news, by their day."""
    subscriptions = Subscription.unscoped.filter(person__in={owed.person_id for owed in batch})
    asked = {
        person_id: (since, ZoneInfo(zone))
        for person_id, since, zone in subscriptions.values_list("person_id", "since", "person__zone")
    }
    return [owed for owed in batch if owed.person_id in asked and _is_since(owed, *asked[owed.person_id])]


def _is_since(owed: Owed, day: date, zone: ZoneInfo) -> bool:
    # The hour at which news come slides on with the clock, until they are planned: it says nothing of their age.
    return owed.happened_on >= day if owed.happened_on else clock.moment(day, 0, zone) <= owed.due_at


def _unwritten(batch: list[Owed]) -> list[Owed]:
    """Spares the database a write at each tick for what it has long had."""
    rows = Reminder.unscoped.filter(person__in={o.person_id for o in batch}, occasion__in={o.occasion for o in batch})
    known = set(rows.values_list("person_id", "kind", "occasion"))
    return [owed for owed in batch if (owed.person_id, owed.kind, owed.occasion) not in known]


def _write(batch: list[Owed]) -> int:
    rows = [
        Reminder(
            person_id=owed.person_id,
            kind=owed.kind,
            occasion=owed.occasion,
            rank=kind_of(owed.kind).priority,
            due_at=owed.due_at,
            expires_at=owed.expires_at,
        )
        for owed in batch
    ]
    Reminder.unscoped.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
