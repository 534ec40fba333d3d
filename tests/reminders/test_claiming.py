"""One compare-and-set UPDATE decides who sends."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import clock
from people.models import Person
from reminders.actions import outcomes
from reminders.actions.claiming import claim
from reminders.models import Reminder, State
from tests.cast import make_person
from tests.reminders.conftest import Clock, Due, standing


def claimed() -> Reminder:
    reminder = claim()
    assert reminder is not None
    return reminder


def test_a_claim_is_a_lease_of_300_seconds_with_a_mark_of_its_own(due: Due, reader: Person) -> None:
    row = due(reader)
    before = clock.now()
    mine = claimed()
    assert mine == row
    assert (mine.state, mine.claims, mine.attempts, mine.copies) == (State.LEASED, 1, 0, 0)
    assert mine.lease is not None
    assert mine.lease_until is not None
    assert timedelta(seconds=300) <= mine.lease_until - before < timedelta(seconds=310)
    assert claim() is None


def test_only_what_is_due_can_be_claimed(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader, due_at=clock.now() + timedelta(minutes=1))
    assert claim() is None
    at_noon.on(seconds=61)
    assert claim() is not None


def test_what_has_ended_is_never_claimed(due: Due, reader: Person) -> None:
    due(reader, state=State.SKIPPED, ended_at=clock.now())
    due(reader, state=State.SENT, ended_at=clock.now(), copies=1, handed_over_at=clock.now())
    assert claim() is None


def test_the_oldest_goes_first_and_of_one_persons_the_most_urgent(
    due: Due, reader: Person, bob: Person, at_noon: Clock
) -> None:
    now = clock.now()
    due(reader, "opened", due_at=now - timedelta(hours=5))
    old = due(reader, "review", due_at=now - timedelta(hours=4))
    new = due(reader, "review", due_at=now - timedelta(hours=1))
    urgent = due(reader, "checkin-open", due_at=now - timedelta(hours=1))
    due(reader, "checkin-open", due_at=now + timedelta(hours=1))
    older = due(bob, "opened", due_at=now - timedelta(hours=6))
    assert [claimed(), claimed(), claim()] == [older, urgent, None]
    assert outcomes.end(Reminder.unscoped.get(lease__isnull=False, person=reader), State.SKIPPED, "x")
    assert claimed() == new
    assert standing(old) == (State.DUE, "")


def test_never_two_of_one_person_are_in_flight(due: Due, reader: Person, bob: Person) -> None:
    due(reader, "talk"), due(reader, "opened"), due(bob)
    assert {claimed().person, claimed().person} == {reader, bob}
    assert claim() is None


def test_a_lease_that_died_before_the_mark_can_be_claimed_again(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader)
    dead = claimed()
    at_noon.on(seconds=295)
    assert claim() is None
    at_noon.on(seconds=6)
    mine = claimed()
    assert (mine, mine.claims) == (dead, 2)
    assert mine.lease != dead.lease


def test_one_that_died_after_the_mark_waits_for_fifteen_minutes(due: Due, reader: Person, at_noon: Clock) -> None:
    due(reader)
    dead = claimed()
    assert outcomes.hand_over(dead)
    at_noon.on(minutes=14)
    assert claim() is None
    at_noon.on(minutes=1, seconds=1)
    mine = claimed()
    assert (mine, mine.state, mine.copies) == (dead, State.LEASED, 1)


def test_who_lost_the_lease_writes_nothing_any_more(due: Due, reader: Person, at_noon: Clock) -> None:
    row = due(reader)
    slow = claimed()
    at_noon.on(seconds=301)
    mine = claimed()
    later = clock.now() + timedelta(days=1)
    assert not outcomes.hand_over(slow)
    assert not outcomes.sent(slow)
    assert not outcomes.end(slow, State.FAILED, "late")
    assert not outcomes.postpone(slow, later)
    assert not outcomes.refused_for_now(slow, "late")
    row.refresh_from_db()
    assert (row.state, row.lease, row.reason, row.due_at) == (State.LEASED, mine.lease, "", mine.due_at)
    assert outcomes.hand_over(mine)
    assert outcomes.sent(mine)
    assert standing(row) == (State.SENT, "")
    assert not outcomes.end(mine, State.FAILED, "twice")


def test_it_is_one_update_and_the_database_skips_what_is_locked_where_it_can(due: Due, reader: Person) -> None:
    due(reader)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        claim()
    (update,) = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    assert ("SKIP LOCKED" in update) == (connection.vendor == "postgresql")
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_share_the_rows_and_none_has_two_owners(due: Due, at_noon: Clock, long: bool) -> None:
    persons = [make_person(f"reader{number}") for number in range(8)]
    rows = [due(person, kind) for person in persons for kind in ("talk", "review", "opened")] if long else []
    rows += [due(person, "checkin-open") for person in persons]
    barrier, found, errors = threading.Barrier(6), list[Reminder](), list[BaseException]()

    def at_once() -> None:
        barrier.wait()
        try:
            while reminder := claim():
                found.append(reminder)
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(found) == len({reminder.pk for reminder in found}) == len({reminder.lease for reminder in found}) == 8
    assert {reminder.person_id for reminder in found} == {person.pk for person in persons}
    assert Reminder.unscoped.filter(state=State.LEASED).count() == 8
    assert {reminder.kind for reminder in found} == {"checkin-open"}
