"""Either closes a check-in for both; what each wrote becomes theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from checkins import actions
from checkins.models import CheckIn
from checkins.refusals import NotYet, RhythmForTwo
from couples import actions as couples
from sealed.models import Answer, Draft, LookAgain, Reveal
from sealed.refusals import Frozen
from tests.cast import at

from .conftest import EVENING, MORNING, say

pytestmark = pytest.mark.django_db


def test_what_each_had_sealed_becomes_theirs(alice, bob, opened):
    with at(MORNING - timedelta(minutes=1)):
        actions.close(alice, opened)
    assert CheckIn.unscoped.get(pk=opened.pk).closed_on == MORNING.date()
    assert not any(model.unscoped.exists() for model in (Answer, Reveal, LookAgain))
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")
    assert Draft.objects.visible_to(bob).get().body["words"] == say("bob")


def test_twice_does_no_harm_and_the_next_is_a_row(alice, bob, check_in):
    with at(EVENING):
        actions.close(alice, check_in)
        actions.close(bob, check_in)
    assert list(CheckIn.unscoped.order_by("day").values_list("day", flat=True)) == [date(2026, 6, 7), date(2026, 7, 7)]
    assert CheckIn.unscoped.get(day=date(2026, 7, 7)).closed_on is None


def test_what_has_opened_stays_open(alice, opened):
    with at(MORNING), pytest.raises(Frozen):
        actions.close(alice, opened)
    assert Answer.unscoped.count() == 2


def test_not_before_its_day(alice, check_in):
    with at(datetime(2026, 6, 6, 12, tzinfo=UTC)), pytest.raises(NotYet):
        actions.close(alice, check_in)


def test_not_by_a_stranger(charlie, check_in):
    with at(EVENING), pytest.raises(RhythmForTwo):
        actions.close(charlie, check_in)
    assert CheckIn.unscoped.get(pk=check_in.pk).closed_on is None


def test_when_one_leaves_their_sealed_words_go_and_the_others_are_only_theirs(alice, bob, opened):
    with at(EVENING):
        couples.leave(alice)
    assert not any(model.unscoped.exists() for model in (Answer, Reveal, LookAgain))
    assert not Draft.objects.visible_to(alice).exists()
    assert Draft.objects.visible_to(bob).get().body["words"] == say("bob")
    assert not CheckIn.unscoped.filter(closed_on=None).exists()


def test_when_one_leaves_what_has_opened_stays_as_it_is(alice, bob, opened):
    with at(MORNING):
        couples.leave(alice)
    assert Answer.unscoped.count() == 2
