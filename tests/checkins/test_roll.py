"""The tick makes the next row, the one of today after an outage, and closes what is over. A GET does none of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

import couples.actions as couples
import people.actions as people
from checkins import actions
from checkins.models import CheckIn
from sealed import actions as sealed
from sealed.models import Answer, Draft, LookAgain, Reveal
from tests.cast import at

from .conftest import ENDED, EVENING, SETTLED, SEVENTH, seal

pytestmark = pytest.mark.django_db


def days() -> list[date]:
    return list(CheckIn.unscoped.order_by("day").values_list("day", flat=True))


def test_on_its_day_the_one_after_it_becomes_a_row(check_in, couple):
    with at(datetime(2026, 6, 6, 23, 59, 59, tzinfo=UTC)):
        actions.roll(couple)
        assert days() == [SEVENTH]
    with at(datetime(2026, 6, 7, tzinfo=UTC)):
        actions.roll(couple)
        actions.roll(couple)
    assert days() == [SEVENTH, date(2026, 7, 7)]


def test_after_an_outage_there_is_the_one_of_now_and_the_next(check_in, couple):
    with at(datetime(2026, 10, 20, 12, tzinfo=UTC)):
        actions.roll(couple)
    assert days() == [SEVENTH, date(2026, 10, 7), date(2026, 11, 7)]


def test_no_get_makes_a_row(as_alice, check_in):
    with at(datetime(2026, 10, 20, 12, tzinfo=UTC)):
        page = as_alice.get("/check-ins/")
        assert b"Your check-in is open" in page.content
        assert b"Friday 6 November" in page.content
        as_alice.get("/today/")
    assert days() == [SEVENTH]


def test_what_only_one_wrote_becomes_theirs_when_it_is_over(alice, check_in, couple):
    with at(EVENING):
        seal(alice, check_in, "alice")
    with at(SETTLED - timedelta(seconds=1)):
        actions.roll(couple)
        assert Answer.unscoped.count() == 1
    with at(SETTLED):
        actions.roll(couple)
    assert (Answer.unscoped.count(), LookAgain.unscoped.count()) == (0, 0)
    assert Draft.objects.visible_to(alice).get().body["words"]["thanks"] == {"value": "alice thanks"}
    assert CheckIn.unscoped.get(pk=check_in.pk).closed_on == SETTLED.date()


def test_a_pair_sealed_in_the_last_minute_opens_all_the_same(alice, bob, check_in, couple):
    with at(datetime(2026, 7, 6, 23, 59, tzinfo=UTC)):
        seal(alice, check_in, "alice")
        seal(bob, check_in, "bob")
    for moment in (ENDED, SETTLED, SETTLED + timedelta(days=1)):
        with at(moment):
            actions.roll(couple)
            sealed.open_due()
    assert Reveal.unscoped.get().opens_at == datetime(2026, 7, 7, 10, tzinfo=UTC)
    assert Answer.unscoped.count() == 2


def test_a_closed_couple_has_no_next_one(alice, check_in, couple):
    couples.leave(alice)
    with at(EVENING):
        actions.roll(couple)
    assert days() == [SEVENTH]


def test_a_pair_about_to_open_opens_though_both_have_travelled_east(alice, bob, check_in, couple):
    """By their new zones it would be over already; what was promised when they sealed holds."""
    for person in (alice, bob):
        people.choose_time(person, "Etc/GMT+12", 18)
    with at(datetime(2026, 7, 7, 11, 59, tzinfo=UTC)):
        seal(alice, check_in, "alice")
        seal(bob, check_in, "bob")
        for person in (alice, bob):
            people.choose_time(person, "Pacific/Kiritimati", 18)
    with at(datetime(2026, 7, 7, 12, 30, tzinfo=UTC)):
        actions.roll(couple)
    with at(datetime(2026, 7, 7, 22, tzinfo=UTC)):
        sealed.open_due()
        actions.roll(couple)
    assert Reveal.unscoped.get().opens_at == datetime(2026, 7, 7, 22, tzinfo=UTC)
    assert Answer.unscoped.count() == 2
