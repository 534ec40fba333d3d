"""What is owed becomes rows, once."""

import logging
import threading
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from django.db import connection

import clock
from people.models import Person
from reminders import actions, sources
from reminders.actions.planning import plan
from reminders.models import Reminder, State
from reminders.sources import Owed
from tests.reminders.conftest import Clock, owed
from tests.reminders.room.sources import RoomSource


def rows() -> list[Reminder]:
    return list(Reminder.unscoped.order_by("due_at"))


def test_what_is_owed_is_written_down_once(room: RoomSource, reader: Person) -> None:
    one = owed(reader, "talk", due_at=clock.now() + timedelta(hours=6))
    room.owe(one, owed(reader, "opened", due_at=clock.now() + timedelta(hours=7)))
    assert (plan(), plan()) == (2, 0)
    talk, opened = rows()
    assert (talk.person_id, talk.kind, talk.occasion) == (reader.pk, "talk", one.occasion)
    assert (talk.due_at, talk.expires_at, talk.state, talk.rank) == (one.due_at, one.expires_at, State.DUE, 2)
    assert (opened.kind, opened.rank) == ("opened", 100)


@pytest.mark.parametrize(("days", "planned"), [(-7.01, 0), (-6.99, 1), (0.99, 1), (1.01, 0)])
def test_it_looks_seven_days_back_and_one_ahead(room: RoomSource, reader: Person, days: float, planned: int) -> None:
    room.owe(owed(reader, due_at=clock.now() + timedelta(days=days), expires_at=clock.now() + timedelta(days=9)))
    assert plan() == planned


def test_nothing_is_owed_to_who_did_not_ask(room: RoomSource, reader: Person, bob: Person) -> None:
    room.owe(owed(bob))
    assert plan() == 0
    actions.subscribe(bob)
    assert plan() == 1


def test_who_asks_today_is_not_sent_what_was_due_before(room: RoomSource, bob: Person, at_noon: Clock) -> None:
    room.owe(owed(bob, due_at=clock.now() - timedelta(days=2)), owed(bob, due_at=clock.now() + timedelta(hours=1)))
    actions.subscribe(bob)
    assert plan() == 1
    assert rows()[0].due_at > clock.now()


def test_who_asks_today_is_told_of_what_happened_today_and_of_nothing_before(
    room: RoomSource, bob: Person, at_noon: Clock
) -> None:
    soon, today = clock.now() + timedelta(hours=6), clock.today(bob.tz)
    before = owed(bob, "opened", due_at=soon, happened_on=today - timedelta(days=1))
    since = owed(bob, "opened", due_at=soon, happened_on=today)
    room.owe(before, since)
    actions.subscribe(bob)
    assert plan() == 1
    assert rows()[0].occasion == since.occasion


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_of_asking_is_a_day_where_they_live(room: RoomSource, bob: Person, at_noon: Clock, zone: str) -> None:
    bob.zone = zone
    bob.save(update_fields=["zone"])
    actions.subscribe(bob)
    midnight = clock.moment(clock.today(bob.tz), 0, bob.tz)
    room.owe(owed(bob, due_at=midnight), owed(bob, due_at=midnight - timedelta(minutes=1)))
    assert plan() == 1
    assert rows()[0].due_at == midnight


def test_what_came_too_late_is_written_down_too_so_that_the_host_sees_it(
    room: RoomSource, reader: Person, sink: object
) -> None:
    past = clock.now() - timedelta(days=3)
    room.owe(owed(reader, due_at=past, expires_at=past + timedelta(days=1)))
    counts = actions.tick()
    assert counts == {"planned": 1, "skipped": 1}
    assert (rows()[0].state, rows()[0].reason) == (State.SKIPPED, "expired")


def test_a_room_that_fails_does_not_silence_the_others(
    room: RoomSource, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(sources.Source):
        kinds: dict[str, sources.Kind] = {}

        def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
            raise ZeroDivisionError

        def refusal(self, person_id: uuid.UUID, kind: str, occasion: uuid.UUID) -> str:
            return ""

    sources._sources.insert(0, Failing())
    room.owe(owed(reader))
    with caplog.at_level(logging.ERROR):
        assert plan() == 1
    assert "Failing" in caplog.text


def test_it_asks_little_of_the_database_for_what_it_knows(
    room: RoomSource, reader: Person, django_assert_num_queries: object
) -> None:
    room.owe(*(owed(reader) for _ in range(450)))
    assert plan() == 450
    with django_assert_num_queries(2 * 3):  # type: ignore[operator]
        assert plan() == 0


@pytest.mark.django_db(transaction=True)
def test_four_planners_at_once_write_one_row_an_occasion(room: RoomSource, reader: Person) -> None:
    room.owe(*(owed(reader) for _ in range(300)))
    barrier = threading.Barrier(4)

    def at_once() -> None:
        barrier.wait()
        plan()
        connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Reminder.unscoped.count() == 300
