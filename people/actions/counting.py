"""Counting tries, in the database: the same for every process, and exact however many come at once."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

import clock
from people.models import Tries

SWEPT_AT_ONCE = 5
# One statement, so that of twenty at once each gets a number of its own.
COUNT = """
INSERT INTO people_tries (bucket, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (bucket) DO UPDATE SET
  count = CASE WHEN people_tries.ends_at > %s AND people_tries.ends_at <= %s THEN people_tries.count + 1 ELSE 1 END,
  ends_at = CASE WHEN people_tries.ends_at > %s AND people_tries.ends_at <= %s
    THEN people_tries.ends_at ELSE excluded.ends_at END
RETURNING count
"""


def count_try(name: str, key: str, lasts: timedelta) -> int:
    """Adds one try and says how many there were since the first one, which is forgotten after `lasts`."""
    now = clock.now()
    times = (now, now + lasts, clock.at_the_latest(lasts))
    moment, end, latest = (connection.ops.adapt_datetimefield_value(at) for at in times)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [bucket_of(name, key), end, moment, latest, moment, latest])
        (count,) = cursor.fetchone()
    if count == 1:
        sweep_tries()
    return int(count)


def tries_so_far(name: str, key: str, lasts: timedelta) -> int:
    """How many are counted now."""
    within = {"ends_at__gt": clock.now(), "ends_at__lte": clock.at_the_latest(lasts)}
    found = Tries.objects.filter(bucket=bucket_of(name, key), **within)
    return next(iter(found.values_list("count", flat=True)), 0)


def forget_try(name: str, key: str) -> None:
    """Takes one back: it was no failing one. The last one leaves nothing behind."""
    row = Tries.objects.filter(bucket=bucket_of(name, key))
    row.filter(count__gt=0).update(count=F("count") - 1)
    row.filter(count=0).delete()


def sweep_tries() -> None:
    """Removes a few that are over: as many as come, and more. Nobody waits for a row that somebody else is at."""
    over = Tries.objects.filter(ends_at__lte=clock.now()).order_by("ends_at").select_for_update(skip_locked=True)
    with transaction.atomic():
        Tries.objects.filter(pk__in=over.values("pk")[:SWEPT_AT_ONCE]).delete()


def bucket_of(name: str, key: str) -> bytes:
    return salted_hmac("people.tries", f"{name}\n{key}", algorithm="sha256").digest()
