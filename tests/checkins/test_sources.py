"""What is owed by mail, and what is not wanted any more at the moment of sending."""

from datetime import UTC, date, datetime, timedelta

import pytest

import couples.actions as couples
import people.actions as people
from checkins import actions
from checkins.models import CheckIn
from checkins.sources import CheckInsSource
from sealed.actions import open_due
from sealed.models import Reveal
from sealed.sources import SealedSource
from tests.cast import at, client_of

from .conftest import CHOSEN, EVENING, MORNING, SETTLED, seal

pytestmark = pytest.mark.django_db

COMING = datetime(2026, 6, 4, 18, tzinfo=UTC)
OPEN = datetime(2026, 6, 7, 18, tzinfo=UTC)
FOLLOW_UP = datetime(2026, 6, 11, 18, tzinfo=UTC)


def owed(since, until):
    sources = (SealedSource(), CheckInsSource())
    return {(one.person_id, one.kind, one.occasion, one.due_at) for each in sources for one in each.owed(since, until)}


def kinds_at(moment):
    with at(moment):
        found = owed(moment - timedelta(hours=1), moment + timedelta(hours=1))
    return {kind for _, kind, _, due_at in found if abs(due_at - moment) <= timedelta(hours=1)}


def refusal(person, kind, occasion, moment):
    with at(moment):
        source = SealedSource() if kind in SealedSource.kinds else CheckInsSource()
        return source.refusal(person.pk, kind, occasion.pk)


def test_three_days_before_on_the_day_and_once_more(alice, bob, check_in):
    with at(CHOSEN):
        all_owed = owed(CHOSEN, CHOSEN + timedelta(days=20))
    expected = {
        (kind, moment)
        for kind, moment in (("checkin-coming", COMING), ("checkin-open", OPEN), ("follow-up", FOLLOW_UP))
    }
    for person in (alice, bob):
        assert {
            (kind, due) for who, kind, what, due in all_owed if who == person.pk and what == check_in.pk
        } == expected


def test_due_at_each_ones_own_hour(alice, bob, check_in):
    people.choose_time(alice, "America/New_York", 9)
    people.choose_time(bob, "Asia/Tokyo", 19)
    with at(CHOSEN):
        due = {who: at for who, kind, _, at in owed(CHOSEN, CHOSEN + timedelta(days=9)) if kind == "checkin-open"}
    assert due == {
        alice.pk: datetime(2026, 6, 7, 13, tzinfo=UTC),
        bob.pk: datetime(2026, 6, 7, 10, tzinfo=UTC),
    }


def test_preparing_makes_the_next_row_and_asking_does_not(check_in):
    with at(EVENING):
        owed(EVENING, EVENING)
        assert not CheckIn.unscoped.filter(day=date(2026, 7, 7)).exists()
        CheckInsSource().prepare()
    assert CheckIn.unscoped.filter(day=date(2026, 7, 7)).exists()


def test_preparing_closes_what_is_over(check_in):
    with at(SETTLED):
        CheckInsSource().prepare()
    assert CheckIn.unscoped.get(pk=check_in.pk).closed_on == SETTLED.date()


def test_once_sealed_there_is_no_more_reminding_and_only_for_oneself(alice, bob, check_in):
    for kind, moment in (("checkin-open", OPEN), ("follow-up", FOLLOW_UP)):
        assert refusal(alice, kind, check_in, moment) is None
    with at(OPEN):
        seal(alice, check_in, "alice")
    for kind, moment in (("checkin-open", OPEN), ("follow-up", FOLLOW_UP)):
        assert refusal(alice, kind, check_in, moment) == "sealed"
        assert refusal(bob, kind, check_in, moment) is None


def test_not_before_its_day_and_not_after_its_end(alice, check_in):
    before, after = datetime(2026, 6, 6, 12, tzinfo=UTC), datetime(2026, 7, 7, 12, tzinfo=UTC)
    assert refusal(alice, "checkin-open", check_in, before) == "moved"
    assert refusal(alice, "checkin-coming", check_in, CHOSEN) == "moved"
    assert refusal(alice, "checkin-coming", check_in, OPEN) == "late"
    assert refusal(alice, "follow-up", check_in, after) == "over"


def test_not_once_closed_nor_when_one_has_left(alice, bob, check_in):
    with at(OPEN):
        actions.close(bob, check_in)
    assert refusal(alice, "checkin-open", check_in, OPEN) == "closed"
    with at(OPEN):
        couples.leave(bob)
    assert refusal(alice, "checkin-open", check_in, OPEN) == "gone"


def test_not_for_a_stranger_and_not_for_what_is_not_there(alice, charlie, check_in, couple):
    assert refusal(charlie, "checkin-open", check_in, OPEN) == "gone"
    assert refusal(alice, "checkin-open", couple, OPEN) == "gone"
    assert refusal(alice, "opened", couple, OPEN) == "gone"


def test_a_pair_that_opens_is_news_to_both_until_they_have_read_it(alice, bob, opened):
    with at(MORNING):
        open_due()
        reveal = Reveal.unscoped.get()
        news = {(who, due) for who, kind, what, due in owed(EVENING, MORNING) if kind == "opened"}
    assert news == {(person.pk, datetime(2026, 6, 8, 18, tzinfo=UTC)) for person in (alice, bob)}
    assert refusal(alice, "opened", reveal, MORNING - timedelta(seconds=5)) == "gone"
    assert refusal(alice, "opened", reveal, MORNING) is None
    with at(MORNING):
        client_of(alice).post(f"/check-ins/{opened.pk}/opening/")
    assert refusal(alice, "opened", reveal, MORNING) == "read"
    assert refusal(bob, "opened", reveal, MORNING) is None
    with at(MORNING):
        couples.leave(bob)
    assert refusal(alice, "opened", reveal, MORNING) == "closed"


def test_before_it_opens_it_is_owed_to_nobody(opened):
    with at(EVENING):
        assert not [one for one in owed(EVENING, EVENING + timedelta(hours=1)) if one[1] == "opened"]


def test_a_closed_couple_is_owed_nothing(alice, check_in):
    couples.leave(alice)
    with at(CHOSEN):
        assert owed(CHOSEN, CHOSEN + timedelta(days=20)) == set()
