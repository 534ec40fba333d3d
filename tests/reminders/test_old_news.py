"""With the house's own rooms: whoever turns mail on is not told what happened before that day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

import agreement.actions as agreement
from people.models import Person
from reminders import actions
from reminders.actions.planning import plan
from reminders.models import Reminder
from tests.agreement.conftest import sign
from tests.cast import at, join

pytestmark = pytest.mark.django_db

MORNING = datetime(2027, 3, 10, 9, tzinfo=UTC)


def told(person: Person) -> set[str]:
    """The kinds of every mail that is planned for this person by now."""
    plan()
    return set(Reminder.unscoped.filter(person=person).values_list("kind", flat=True))


def two(alice: Person, bob: Person) -> None:
    join(alice, bob)


def offered(alice: Person, bob: Person) -> None:
    join(alice, bob)
    agreement.add_clause(alice, agreement.LineWords("We tell each other the same evening."))
    agreement.offer(bob)


def in_force(alice: Person, bob: Person) -> None:
    offered(alice, bob)
    sign(alice)
    sign(bob)


EVENTS = pytest.mark.parametrize(
    ("happens", "kinds"), [(two, {"joined"}), (offered, {"joined", "offered"}), (in_force, {"joined", "in-force"})]
)


@EVENTS
@pytest.mark.parametrize("days", [1, 5])
def test_what_happened_before_they_asked_is_not_owed(
    alice: Person, bob: Person, happens: Callable[[Person, Person], object], kinds: set[str], days: int
) -> None:
    with at(MORNING):
        happens(alice, bob)
    with at(MORNING + timedelta(days=days)):
        for person in (alice, bob):
            actions.subscribe(person)
        assert told(alice) == told(bob) == set()


@EVENTS
def test_what_happens_on_that_day_is(
    alice: Person, bob: Person, happens: Callable[[Person, Person], object], kinds: set[str]
) -> None:
    with at(MORNING):
        happens(alice, bob)
    with at(MORNING + timedelta(hours=1)):
        actions.subscribe(alice)
        assert told(alice) == kinds


def test_what_happens_later_is_told_though_the_tick_was_away_for_days(alice: Person, bob: Person) -> None:
    with at(MORNING):
        actions.subscribe(alice)
    with at(MORNING + timedelta(days=2)):
        join(alice, bob)
    with at(MORNING + timedelta(days=5)):
        assert told(alice) == {"joined"}


def test_who_put_the_last_name_under_it_knows(alice: Person, bob: Person) -> None:
    with at(MORNING):
        for person in (alice, bob):
            actions.subscribe(person)
        offered(alice, bob)
        sign(alice)
    with at(MORNING + timedelta(days=1)):
        sign(bob)
        assert "in-force" in told(alice)
        assert "in-force" not in told(bob)


def test_where_both_signed_on_one_day_both_are_told(alice: Person, bob: Person) -> None:
    with at(MORNING):
        for person in (alice, bob):
            actions.subscribe(person)
        in_force(alice, bob)
        assert "in-force" in told(alice) & told(bob)
