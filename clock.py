"""The one clock. Whatever asks for the time asks here, leases included, so that the whole system can live next year."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

# Machines of one house may differ by so much. What is stamped later than that was stamped by a clock that was wrong,
# and may not last longer for it.
SKEW = timedelta(minutes=5)
# The calendar days of two zones lie at most this far apart.
ZONES_APART = timedelta(days=1)

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))


def now() -> datetime:
    """The present moment, aware, in UTC; moved by TWOFOLD_CLOCK_OFFSET outside production."""
    offset: timedelta = settings.TWOFOLD_CLOCK_OFFSET
    return datetime.now(UTC) + offset + _shift.get()


def today(zone: ZoneInfo) -> date:
    """The calendar day it is now in `zone`."""
    return now().astimezone(zone).date()


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The UTC instant at which it is `hour` o'clock on `day` in `zone`.

    A local time that does not exist moves forward past the gap; of one that occurs twice it is the first.
    """
    return datetime.combine(day, time(hour), tzinfo=zone).replace(fold=0).astimezone(UTC)


def recently(span: timedelta) -> tuple[datetime, datetime]:
    """Between which moments lies what happened at most `span` ago: a stamp from the future does not. For `__range`."""
    return now() - span, now() + SKEW


def is_recent(stamp: datetime, span: timedelta) -> bool:
    """Whether that was less than `span` ago, and not in the future."""
    first, last = recently(span)
    return first < stamp <= last


def at_the_latest(span: timedelta) -> datetime:
    """When at the latest something ends, or comes, that does so `span` after it was written."""
    return now() + span + SKEW


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Within the block, in this thread only, the clock is moved by `by`."""
    token = _shift.set(_shift.get() + by)
    try:
        yield
    finally:
        _shift.reset(token)
