"""Who sends a mail: one compare-and-set UPDATE decides, the same on both databases.

A claim is a lease with its owner's mark. Whoever writes about the row later must still hold that mark.
"""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

import clock
from reminders.models import Reminder, State

LEASE = timedelta(seconds=300)
MOST_TRIES = 3
FREE_AT = Coalesce("lease_until", "due_at")


def claim() -> Reminder | None:
    """The next reminder, now leased to the caller, or None where nothing is free.

    Free are the rows that are due, and those whose lease ran out. Of one person's rows only one is ever in flight, and
    the most urgent goes first.
    """
    for _ in range(MOST_TRIES):
        now, mark = clock.now(), uuid.uuid4()
        try:
            with transaction.atomic():
                claimed = (
                    _free(now)
                    .filter(pk=Subquery(_next(now).values("pk")[:1]))
                    .update(state=State.LEASED, lease=mark, lease_until=now + LEASE, claims=F("claims") + 1)
                )
        except IntegrityError:
            continue  # another claim put a row of the same person in flight at this very moment
        return Reminder.unscoped.select_related("person").filter(lease=mark).first() if claimed else None
    return None


def _free(now: datetime) -> QuerySet[Reminder]:
    return Reminder.unscoped.alias(free_at=FREE_AT).filter(ended_at=None, free_at__lte=now)


def _next(now: datetime) -> QuerySet[Reminder]:
    same_person = Reminder.unscoped.filter(person=OuterRef("person"))
    in_flight = same_person.filter(lease__isnull=False).exclude(pk=OuterRef("pk"))
    more_urgent = same_person.filter(state=State.DUE, due_at__lte=now).filter(
        Q(rank__lt=OuterRef("rank"))
        | Q(rank=OuterRef("rank"), due_at__gt=OuterRef("due_at"))
        | Q(rank=OuterRef("rank"), due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    )
    free = _free(now).filter(Q(lease__isnull=False) | ~Exists(more_urgent), ~Exists(in_flight))
    # SQLite ignores the lock and needs none: there, an UPDATE is alone in the database.
    return free.select_for_update(skip_locked=True, of=("self",)).order_by(FREE_AT)
