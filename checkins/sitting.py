"""Where a couple is in its rhythm on one reader's day. Pure functions over rows that are already there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import clock
from sealed.times import Opens, opening_time

from .models import CheckIn, Rhythm

EARLIEST_ANCHOR = date(2000, 1, 1)
ANCHOR_AHEAD = timedelta(days=366)


def is_good_anchor(anchor: date, today: date) -> bool:
    """Whether a rhythm may be counted from `anchor`: not from another century, and with a first time within a year."""
    return EARLIEST_ANCHOR <= anchor <= today + ANCHOR_AHEAD


@dataclass(frozen=True)
class Standing:
    """`current` is the newest sitting whose day has come, `next_day` the one after it.

    `unmade` is the day of a sitting that has begun and has no row yet, because nothing has run since it came.
    """

    rhythm: Rhythm | None = None
    current: CheckIn | None = None
    next_day: date | None = None
    unmade: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which the current one is open."""
        return self.next_day - timedelta(days=1) if self.next_day else None


def standing(rhythm: Rhythm | None, rows: Iterable[CheckIn], today: date) -> Standing:
    """The standing on `today` of a couple with these check-ins."""
    if rhythm is None:
        return Standing()
    by_day = sorted(rows, key=lambda row: row.day)
    current = next((row for row in reversed(by_day) if row.day <= today), None)
    coming = next((row for row in by_day if row.day > today), None)
    if coming is not None:
        return Standing(rhythm, current, coming.day)
    due = rhythm.due_by(today)
    unmade = due if due is not None and (current is None or due > current.day) else None
    return Standing(rhythm, current, rhythm.next_after(today), unmade)


def end_of(check_in: CheckIn, rhythm: Rhythm | None, later_days: Sequence[date]) -> date | None:
    """The day from which `check_in` takes no more words: that of the one after it. None where there will be none."""
    after = [day for day in later_days if day > check_in.day]
    if after:
        return min(after)
    return rhythm.next_after(check_in.day) if rhythm else None


def settled_at(end: date, zones: Sequence[ZoneInfo]) -> datetime:
    """The first moment at which an ended check-in can no longer open: the opening of a pair sealed in its last moment.

    Until then whoever has sealed reads the same page, whether the other has sealed too or not.
    """
    last = max(clock.moment(end, 0, zone) for zone in zones) - timedelta(microseconds=1)
    return opening_time(Opens.NEXT_MORNING, last, zones)
