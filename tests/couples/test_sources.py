"""What this room owes by mail: that the other joined, and only to who had asked for mail by then."""

from datetime import UTC, datetime, timedelta

import pytest

import clock
from couples import actions as couples
from couples.models import Couple
from couples.sources import JoinedSource
from people.models import Person
from reminders import actions
from reminders.actions.planning import plan
from reminders.models import Reminder
from tests.cast import at, join

pytestmark = pytest.mark.django_db

MORNING = datetime(2027, 3, 10, 9, tzinfo=UTC)


def planned() -> set[tuple[object, str]]:
    """Every mail that the house's own rooms have planned by now: for whom, and of what kind."""
    plan()
    return set(Reminder.unscoped.values_list("person", "kind"))


def test_joining_is_told_to_the_one_who_invited(alice: Person, bob: Person) -> None:
    with at(MORNING):
        for person in (alice, bob):
            actions.subscribe(person)
        couple = join(alice, bob)
        assert planned() == {(alice.pk, "joined")}
        row = Reminder.unscoped.get()
    assert row.occasion == couple.pk
    assert row.due_at == clock.moment(MORNING.date(), alice.mail_hour, alice.tz)


@pytest.mark.parametrize(("days", "kinds"), [(0, {"joined"}), (1, set()), (5, set())])
def test_who_asks_later_is_told_of_that_day_only(alice: Person, bob: Person, days: int, kinds: set[str]) -> None:
    with at(MORNING):
        join(alice, bob)
    with at(MORNING + timedelta(days=days, hours=1)):
        actions.subscribe(alice)
        assert {kind for _, kind in planned()} == kinds
    with at(MORNING + timedelta(days=days + 1)):
        assert {kind for _, kind in planned()} == kinds


def test_it_is_not_wanted_once_the_couple_is_closed(couple: Couple, alice: Person, bob: Person) -> None:
    assert JoinedSource().refusal(alice.pk, "joined", couple.pk) is None
    couples.leave(bob)
    assert JoinedSource().refusal(alice.pk, "joined", couple.pk) == "closed"
