"""A request that was under way while its person was deleted may leave a mark just after: the next round removes it."""

import pytest

import clock
import people.actions
from couples import actions
from couples.models import NotToday
from people.models import HasRead, Rest
from recovery.models import Done
from reminders.models import Subscription
from tests.cast import later
from vault.fields import Ciphertext

pytestmark = pytest.mark.django_db

WRITTEN_JUST_BEFORE_THE_KEY_WENT = Ciphertext(b"\x01" + bytes(60))


@pytest.fixture
def gone(dana):
    people.actions.ask_deletion(dana)
    with later(days=8):
        assert actions.carry_out_deletions() == 1
    return dana


def leave_late_rows(person):
    row = {"person": person, "body": WRITTEN_JUST_BEFORE_THE_KEY_WENT}
    today = clock.today(person.tz)
    Done.unscoped.create(**row, activity="the-first-days", day=today)
    NotToday.unscoped.create(**row, leaf="nothing", day=today)
    HasRead.unscoped.create(**row, page="late", day=today)
    Rest.unscoped.create(**row, since=today)
    Subscription.unscoped.create(person=person, since=today)


@pytest.mark.parametrize("sweep", [actions.carry_out_deletions, actions.replay])
def test_they_are_named_and_then_removed(gone, alice, sweep):
    leave_late_rows(gone)
    people.actions.go_quiet(alice)
    assert len(list(actions.remains())) == 5
    assert sweep() == 0
    assert list(actions.remains()) == []
    assert Rest.objects.visible_to(alice).count() == 1
    assert HasRead.objects.visible_to(alice).count() == 1
