"""Choosing and changing the rhythm: one row to come, and its id stays."""

from datetime import UTC, date, datetime

import pytest

import reminders.actions
from checkins import actions
from checkins.models import CheckIn, Rhythm
from checkins.refusals import BadAnchor, RhythmForTwo
from pages.refusals import Refused
from people.models import Person
from reminders.actions.planning import plan
from reminders.models import Reminder
from tests.cast import at, client_of, join, make_person

from .conftest import CHOSEN, EVENING, SEVENTH, seal

pytestmark = pytest.mark.django_db


def days() -> list[date]:
    return list(CheckIn.unscoped.order_by("day").values_list("day", flat=True))


def test_only_the_next_one_is_a_row(alice, couple):
    with at(CHOSEN):
        rhythm = actions.set_rhythm(alice, 1, SEVENTH)
    assert (rhythm.months, rhythm.anchor, rhythm.changed_on) == (1, SEVENTH, CHOSEN.date())
    assert days() == [SEVENTH]
    assert CheckIn.unscoped.get().kind == "monthly"


def test_a_rhythm_may_begin_today(alice, couple):
    with at(EVENING):
        actions.set_rhythm(alice, 3, SEVENTH)
    assert days() == [SEVENTH, date(2026, 9, 7)]
    assert {row.kind for row in CheckIn.unscoped.all()} == {"quarterly"}


def test_counted_from_a_day_long_past_it_begins_with_the_next(alice, couple):
    with at(CHOSEN):
        actions.set_rhythm(alice, 1, date(2025, 1, 31))
    assert days() == [date(2026, 6, 30)]


def test_a_changed_rhythm_moves_the_row_and_keeps_its_id(bob, check_in):
    with at(CHOSEN):
        actions.set_rhythm(bob, 3, date(2026, 6, 20))
    moved = CheckIn.unscoped.get()
    assert (moved.pk, moved.day, moved.kind) == (check_in.pk, date(2026, 6, 20), "quarterly")
    assert Rhythm.unscoped.count() == 1


def test_one_that_is_open_stays_open_until_the_new_day(alice, bob, check_in):
    with at(EVENING):
        actions.roll(check_in.couple)
        following = CheckIn.unscoped.get(day=date(2026, 7, 7))
        actions.set_rhythm(bob, 1, SEVENTH.replace(day=1))
        assert days() == [SEVENTH, date(2026, 7, 1)]
        assert CheckIn.unscoped.get(day=date(2026, 7, 1)).pk == following.pk
    with at(datetime(2026, 6, 30, 23, 59, tzinfo=UTC)):
        seal(alice, check_in, "alice")
    with at(datetime(2026, 7, 1, tzinfo=UTC)), pytest.raises(Refused):
        seal(bob, check_in, "bob")


def test_a_change_never_opens_one_on_the_same_day(bob, check_in):
    """Otherwise one could end what the other is writing, by a change of the rhythm."""
    with at(EVENING):
        actions.roll(check_in.couple)
    with at(datetime(2026, 6, 20, 12, tzinfo=UTC)):
        actions.set_rhythm(bob, 1, date(2026, 6, 20))
    assert days() == [SEVENTH, date(2026, 7, 20)]


def test_the_same_again_changes_nothing(alice, check_in):
    with at(EVENING):
        actions.set_rhythm(alice, 1, SEVENTH)
    assert Rhythm.unscoped.get().changed_on == CHOSEN.date()


def test_mails_planned_for_the_old_day_are_planned_for_the_new_one(alice, check_in):
    with at(CHOSEN):
        reminders.actions.subscribe(alice)
    with at(datetime(2026, 6, 6, 19, tzinfo=UTC)):
        plan()
        assert Reminder.unscoped.filter(kind="checkin-open", occasion=check_in.pk).exists()
        actions.set_rhythm(alice, 1, date(2026, 6, 21))
        assert not Reminder.unscoped.filter(kind="checkin-open", occasion=check_in.pk).exists()
    with at(datetime(2026, 6, 21, 12, tzinfo=UTC)):
        plan()
        owed = Reminder.unscoped.get(kind="checkin-open", occasion=check_in.pk)
        assert owed.due_at == datetime(2026, 6, 21, 18, tzinfo=UTC)


@pytest.mark.parametrize("anchor", [date(1999, 12, 31), date(2027, 6, 3), date(1, 1, 1), date.max])
def test_a_day_out_of_reach_is_refused(alice, couple, anchor):
    with at(CHOSEN), pytest.raises(BadAnchor):
        actions.set_rhythm(alice, 1, anchor)
    assert not Rhythm.unscoped.exists()


def test_it_is_for_two(dana):
    with pytest.raises(RhythmForTwo):
        actions.set_rhythm(dana, 1, date(2026, 11, 1))


def test_two_who_live_a_day_apart(db):
    """What has begun for the one in the east is a row, and the next is one as well."""
    east, west = make_person("Alice", zone="Pacific/Kiritimati"), make_person("Bob", zone="Etc/GMT+12")
    join(east, west)
    with at(datetime(2026, 6, 7, 10, 30, tzinfo=UTC)):  # the 8th in the east, the 6th in the west
        actions.set_rhythm(west, 1, date(2026, 6, 8))
    assert days() == [date(2026, 6, 8), date(2026, 7, 8)]
    first = CheckIn.unscoped.get(day=date(2026, 6, 8))
    with at(datetime(2026, 6, 7, 10, 30, tzinfo=UTC)):
        assert b"Five things" in client_of(east).get(f"/check-ins/{first.pk}/").content
        assert b"Not open yet" in client_of(west).get(f"/check-ins/{first.pk}/").content


def test_moving_west_does_not_bring_two_rows_to_one_day(db):
    east, west = make_person("Alice", zone="Pacific/Kiritimati"), make_person("Bob", zone="Pacific/Kiritimati")
    join(east, west)
    with at(datetime(2026, 6, 7, 10, 30, tzinfo=UTC)):
        actions.set_rhythm(west, 1, date(2026, 6, 8))
        for person in (east, west):
            person.zone = "Etc/GMT+12"
            person.save()
        actions.set_rhythm(Person.objects.get(pk=west.pk), 3, date(2026, 6, 8))
    assert days() == [date(2026, 6, 8), date(2026, 9, 8)]
