"""Month arithmetic against dateutil, which counts in its own way."""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkins.occurrences import coming, last_until, next_after, occurrence

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
MONTHS = st.sampled_from([1, 3])
FIRST_28 = DAYS.map(lambda day: day.replace(day=min(day.day, 28)))
ENDS = st.builds(lambda day, back: day.replace(day=monthrange(day.year, day.month)[1] - back), DAYS, st.integers(0, 2))
# A busy machine is slow to draw and slow to run; neither says anything about the days.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(DAYS, MONTHS, st.integers(0, 400))
def test_an_occurrence_is_the_anchor_and_so_many_months(anchor: date, months: int, number: int) -> None:
    assert occurrence(anchor, months, number) == anchor + relativedelta(months=months * number)


@unhurried
@given(FIRST_28, MONTHS)
def test_days_that_every_month_has_are_those_of_rrule(anchor: date, months: int) -> None:
    oracle = [found.date() for found in rrule(MONTHLY, interval=months, count=130, dtstart=anchor)]
    assert [occurrence(anchor, months, number) for number in range(130)] == oracle


@unhurried
@given(ENDS, MONTHS)
def test_the_last_days_are_the_last_that_rrule_finds_in_the_month(anchor: date, months: int) -> None:
    ends = rrule(
        MONTHLY,
        interval=months,
        count=50,
        dtstart=anchor.replace(day=1),
        bymonthday=range(min(28, anchor.day), anchor.day + 1),
        bysetpos=-1,
    )
    assert [occurrence(anchor, months, number) for number in range(50)] == [found.date() for found in ends]


@unhurried
@given(DAYS, MONTHS, DAYS)
def test_next_and_last_are_neighbours_around_the_day(anchor: date, months: int, day: date) -> None:
    every = [anchor + relativedelta(months=months * number) for number in range(520)]
    assert next_after(anchor, months, day) == next(found for found in every if found > day)
    assert last_until(anchor, months, day) == next((found for found in reversed(every) if found <= day), None)


@unhurried
@given(DAYS, MONTHS, DAYS)
def test_the_next_twelve_follow_each_other(anchor: date, months: int, day: date) -> None:
    twelve = coming(anchor, months, day)
    expected: list[date] = []
    while len(expected) < 12:
        expected.append(next_after(anchor, months, expected[-1] if expected else day))
    assert list(twelve) == expected


@unhurried
@given(st.integers(2000, 2030), MONTHS)
def test_a_short_month_pulls_no_other_along(year: int, months: int) -> None:
    days = [occurrence(date(year, 1, 31), months, number) for number in range(24)]
    assert all((day + timedelta(days=1)).day == 1 for day in days)


def test_the_thirty_first_is_the_end_of_every_month() -> None:
    days = coming(date(2028, 1, 31), 1, date(2028, 1, 31), count=3)
    assert days == (date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30))


def test_before_the_anchor_there_is_nothing_but_the_anchor() -> None:
    assert next_after(date(2026, 6, 7), 1, date(2020, 1, 1)) == date(2026, 6, 7)
    assert last_until(date(2026, 6, 7), 1, date(2026, 6, 6)) is None
