"""Whether a claimed mail is to go out now."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

import clock
from people.models import Person
from reminders import sources
from reminders.actions import outcomes
from reminders.actions.claiming import claim
from reminders.actions.judging import End, Postpone, judge
from reminders.models import Reminder, State, Subscription
from reminders.sources import due_at_hour
from tests.reminders.conftest import Clock, Due, standing
from tests.reminders.room.sources import RoomSource


def verdict() -> End | Postpone | None:
    reminder = claim()
    assert reminder is not None
    return judge(reminder)


def was_sent(due: Due, person: Person, kind: str, **ago: float) -> Reminder:
    moment = clock.now() - timedelta(**ago)
    return due(person, kind, state=State.SENT, ended_at=moment, copies=1, handed_over_at=moment)


def test_nothing_stands_against_what_is_wanted(due: Due, reader: Person) -> None:
    due(reader)
    assert verdict() is None


def test_not_without_a_subscription(due: Due, reader: Person) -> None:
    due(reader)
    Subscription.unscoped.all().delete()
    assert verdict() == End(State.SKIPPED, "unsubscribed")


def test_not_to_who_may_not_sign_in(due: Due, reader: Person) -> None:
    due(reader)
    Person.objects.update(is_active=False)
    assert verdict() == End(State.SKIPPED, "inactive")


@pytest.mark.parametrize("change", [{"verified": False}, {"email": "another@example.org"}])
def test_only_to_the_address_that_was_verified(due: Due, reader: Person, change: dict[str, object]) -> None:
    due(reader)
    EmailAddress.objects.update(**change)
    assert verdict() == End(State.SKIPPED, "unverified")


def test_not_what_its_room_wants_no_more(due: Due, room: RoomSource, reader: Person) -> None:
    room.refuse(due(reader).occasion, "already-done")
    assert verdict() == End(State.SKIPPED, "already-done")


def test_not_what_no_room_owes_any_more(due: Due, reader: Person) -> None:
    due(reader)
    sources._sources.clear()
    assert verdict() == End(State.SKIPPED, "no-source")


def test_not_after_it_is_of_use(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader, expires_at=clock.now() + timedelta(hours=2))
    at_noon.on(hours=3)
    assert verdict() == End(State.SKIPPED, "expired")


def test_at_most_three_reminders_in_thirty_days(due: Due, reader: Person, bob: Person) -> None:
    was_sent(due, reader, "talk", days=30.1)
    was_sent(due, reader, "talk", days=29)
    was_sent(due, reader, "review", days=10)
    was_sent(due, bob, "review", days=10)
    was_sent(due, reader, "opened", days=5)
    row = due(reader, "checkin-open")
    assert verdict() is None
    outcomes.end(Reminder.unscoped.get(state=State.LEASED), State.SKIPPED, "x")
    was_sent(due, reader, "follow-up", days=3)
    again = due(reader, "checkin-open")
    assert again.pk != row.pk
    assert verdict() == End(State.SKIPPED, "cap")


def test_news_does_not_count_toward_the_three(due: Due, reader: Person) -> None:
    for days in (2, 4, 6, 8):
        was_sent(due, reader, "talk", days=days)
    due(reader, "in-force")
    assert verdict() is None


def test_what_may_have_been_accepted_counts(due: Due, reader: Person) -> None:
    for days, state in ((2, State.UNKNOWN), (4, State.SENT), (6, State.SENT)):
        moment = clock.now() - timedelta(days=days)
        due(reader, state=state, ended_at=moment, copies=1, handed_over_at=moment)
    due(reader)
    assert verdict() == End(State.SKIPPED, "cap")


def test_what_was_skipped_or_failed_does_not_count(due: Due, reader: Person) -> None:
    for state in (State.SKIPPED, State.FAILED):
        for days in (1, 2, 3):
            due(reader, state=state, ended_at=clock.now() - timedelta(days=days))
    due(reader)
    assert verdict() is None


def test_a_quiet_plan_is_said_once_in_thirty_days(due: Due, reader: Person) -> None:
    was_sent(due, reader, "plan-quiet", days=8)
    due(reader, "plan-quiet")
    assert verdict() == End(State.SKIPPED, "cap")
    due(reader, "talk")
    Reminder.unscoped.filter(state=State.LEASED).delete()
    assert verdict() is None


@pytest.mark.parametrize(("last", "now"), [("opened", "talk"), ("talk", "opened"), ("talk", "review")])
def test_together_one_mail_in_twenty_hours(due: Due, reader: Person, last: str, now: str) -> None:
    sent = was_sent(due, reader, last, hours=19)
    due(reader, now)
    tomorrow = due_at_hour(clock.today(reader.tz), reader)
    assert verdict() == Postpone(tomorrow)
    assert sent.handed_over_at
    assert tomorrow - sent.handed_over_at >= timedelta(hours=20)


def test_after_twenty_hours_another_may_go(due: Due, reader: Person, bob: Person) -> None:
    was_sent(due, reader, "talk", hours=20.01)
    was_sent(due, bob, "talk", hours=1)
    due(reader, "review")
    assert verdict() is None


def test_what_would_be_too_late_by_then_is_not_postponed(due: Due, reader: Person) -> None:
    was_sent(due, reader, "opened", hours=1)
    due(reader, "talk", expires_at=clock.now() + timedelta(hours=20))
    assert verdict() == End(State.SKIPPED, "too-soon")


def test_five_claims_without_an_outcome_are_enough(due: Due, reader: Person, at_noon: Clock) -> None:
    row = due(reader)
    for _ in range(5):
        assert verdict() is None
        at_noon.on(seconds=301)
    assert verdict() == End(State.FAILED, "no-outcome")
    assert row.attempts == 0


def test_an_outcome_of_any_kind_ends_the_count(due: Due, reader: Person) -> None:
    row = due(reader)
    for _ in range(9):
        reminder = claim()
        assert reminder
        assert judge(reminder) is None
        assert outcomes.return_untried(reminder)
    assert standing(row) == (State.DUE, "")
    assert row.claims == 0


def test_two_copies_are_enough_whatever_else_is_true(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader)
    for _ in range(2):
        reminder = claim()
        assert reminder
        assert judge(reminder) is None
        assert outcomes.hand_over(reminder)
        at_noon.on(minutes=16)
    assert verdict() == End(State.FAILED, "ambiguous-twice")


def test_its_own_first_copy_does_not_stand_against_the_second(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader, "plan-quiet")
    reminder = claim()
    assert reminder
    assert outcomes.hand_over(reminder)
    at_noon.on(minutes=16)
    assert verdict() is None
