"""The days of a rhythm. Pure functions: each is counted from the anchor, no short month pulls the rest along."""

import calendar
from datetime import date, timedelta

MONTHLY, QUARTERLY = 1, 3
SUNDAY = 6
WEEKS_AHEAD = 4


def likely_start(today: date) -> date:
    """A day to begin with: a Sunday, in about four weeks, so that there is something to look back on."""
    ahead = today + timedelta(weeks=WEEKS_AHEAD)
    return ahead + timedelta(days=SUNDAY - ahead.weekday())


def occurrence(anchor: date, months: int, number: int) -> date:
    """The day of occurrence `number` (0 is the anchor itself): 31 January, 28 February, 31 March."""
    month = anchor.month - 1 + months * number
    year, month = anchor.year + month // 12, month % 12 + 1
    return date(year, month, min(anchor.day, calendar.monthrange(year, month)[1]))


def _first_number_not_before(anchor: date, months: int, day: date) -> int:
    """The number of the first occurrence on or after `day`."""
    gap = (day.year - anchor.year) * 12 + day.month - anchor.month
    number = max(0, gap // months)
    while occurrence(anchor, months, number) < day:
        number += 1
    return number


def next_after(anchor: date, months: int, day: date) -> date:
    """The first occurrence after `day`; the anchor itself where that is still to come."""
    number = _first_number_not_before(anchor, months, day)
    found = occurrence(anchor, months, number)
    return found if found > day else occurrence(anchor, months, number + 1)


def last_until(anchor: date, months: int, day: date) -> date | None:
    """The last occurrence on or before `day`; None before the anchor."""
    number = _first_number_not_before(anchor, months, day)
    if occurrence(anchor, months, number) == day:
        return day
    return occurrence(anchor, months, number - 1) if number else None


def coming(anchor: date, months: int, day: date, count: int = 12) -> tuple[date, ...]:
    """The next `count` occurrences after `day`."""
    first = _first_number_not_before(anchor, months, next_after(anchor, months, day))
    return tuple(occurrence(anchor, months, first + number) for number in range(count))
