"""A whole tick: what several owed things come to, and many ticks at once."""

import logging
import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection

import clock
from people.models import Person
from reminders import actions, tasks
from reminders.models import Reminder, State
from reminders.sources import due_at_hour
from tests.cast import make_person
from tests.machines.mail import Sink
from tests.reminders.conftest import Clock, Due, owed, standing
from tests.reminders.room.sources import RoomSource


def subjects(sink: Sink) -> list[str]:
    return [str(mail.message["Subject"]) for mail in sink.received]


def test_from_owed_to_sent_in_one_tick(room: RoomSource, reader: Person, sink: Sink) -> None:
    room.owe(owed(reader, "checkin-open"))
    assert actions.tick() == {"planned": 1, "sent": 1}
    assert subjects(sink) == ["Your reminder"]


def test_nothing_owed_is_nothing_done(room: RoomSource, reader: Person) -> None:
    assert actions.tick() == {}


def test_several_news_make_one_mail(due: Due, reader: Person, bob: Person, sink: Sink) -> None:
    actions.subscribe(bob)
    rows = [due(reader, kind) for kind in ("opened", "shared", "in-force")]
    other, later = due(bob, "opened"), due(reader, "opened", due_at=clock.now() + timedelta(hours=1))
    assert actions.tick() == {"sent": 2}
    assert sorted(standing(row) for row in rows) == sorted(
        [(State.SENT, ""), (State.SKIPPED, "told-in-one"), (State.SKIPPED, "told-in-one")]
    )
    assert standing(other) == (State.SENT, "")
    assert standing(later) == (State.DUE, "")
    assert subjects(sink) == ["Something new for you"] * 2


def test_after_an_outage_one_mail_a_person(due: Due, reader: Person, sink: Sink, at_noon: Clock) -> None:
    days_ago = [clock.now() - timedelta(days=days) for days in (6, 5, 4, 3)]
    old = [due(reader, "review", due_at=moment) for moment in days_ago]
    urgent = due(reader, "checkin-open", due_at=days_ago[1])
    assert actions.tick() == {"sent": 1}
    assert standing(urgent) == (State.SENT, "")
    assert [standing(row) for row in old] == [(State.SKIPPED, "superseded")] * 4
    at_noon.on(days=3)
    assert actions.tick() == {}
    assert len(sink.received) == 1


def test_what_is_not_wanted_does_not_supersede_what_is(due: Due, room: RoomSource, reader: Person, sink: Sink) -> None:
    wanted, done = due(reader, "review"), due(reader, "checkin-open")
    room.refuse(done.occasion, "already-done")
    assert actions.tick() == {"skipped": 1, "sent": 1}
    assert standing(done) == (State.SKIPPED, "already-done")
    assert standing(wanted) == (State.SENT, "")


def test_a_mail_that_did_not_go_out_supersedes_nothing(due: Due, reader: Person, sink: Sink) -> None:
    sink.answer = lambda _mail: "554 no"
    rows = [due(reader, "review"), due(reader, "checkin-open")]
    assert actions.tick() == {"failed": 2}
    assert [standing(row)[1] for row in rows] == ["smtp-554", "smtp-554"]


def test_news_beside_a_reminder_comes_a_day_later(due: Due, reader: Person, sink: Sink, at_noon: Clock) -> None:
    due(reader, "talk")
    news = due(reader, "opened")
    assert actions.tick() == {"sent": 1, "postponed": 1}
    assert standing(news) == (State.DUE, "")
    assert news.due_at == due_at_hour(clock.today(reader.tz) + timedelta(days=1), reader)
    assert actions.tick() == {}
    at_noon.set(news.due_at)
    assert actions.tick() == {"sent": 1}
    assert subjects(sink) == ["Your reminder", "Something new for you"]


def test_whoever_did_not_ask_gets_nothing(room: RoomSource, bob: Person, sink: Sink) -> None:
    room.owe(owed(bob), owed(bob, "opened"))
    assert actions.tick() == {}
    assert sink.received == []


def test_a_month_of_everything_is_at_most_what_was_promised(
    room: RoomSource, reader: Person, sink: Sink, at_noon: Clock
) -> None:
    start = clock.now()
    for day in range(30):
        for kind in ("talk", "plan-quiet", "opened", "shared"):
            room.owe(owed(reader, kind, due_at=start + timedelta(days=day), expires_at=start + timedelta(days=day + 7)))
    for step in range(30 * 2):
        at_noon.set(start + timedelta(hours=12 * step, minutes=1))
        actions.tick()
    mails = subjects(sink)
    assert mails.count("Your reminder") == 3
    moments = sorted(row.handed_over_at for row in Reminder.unscoped.filter(state=State.SENT) if row.handed_over_at)
    assert all(after - before >= timedelta(hours=20) for before, after in pairwise(moments))
    assert Reminder.unscoped.filter(state__in=["leased", "handed_over", "failed", "unknown"]).count() == 0
    assert Reminder.unscoped.filter(kind="plan-quiet", state=State.SENT).count() <= 1


def test_it_stops_by_its_own_deadline(due: Due, reader: Person, sink: Sink) -> None:
    row = due(reader)
    assert actions.tick(0) == {}
    assert standing(row) == (State.DUE, "")


def test_one_connection_serves_a_whole_tick(due: Due, reader: Person, sink: Sink) -> None:
    for number in range(5):
        person = make_person(f"reader{number}")
        actions.subscribe(person)
        due(person)
    sessions = set()
    keep = sink.handle_DATA

    async def note(server: object, session: object, envelope: object) -> str:
        sessions.add(id(session))
        return await keep(server, session, envelope)  # type: ignore[arg-type]

    sink.handle_DATA = note  # type: ignore[method-assign]
    assert actions.tick() == {"sent": 5}
    assert len(sessions) == 1


def test_the_task_takes_nothing_and_gives_nothing(
    room: RoomSource, reader: Person, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    room.owe(owed(reader))
    with caplog.at_level(logging.INFO):
        assert tasks.tick.apply().get() is None
    assert (tasks.tick.name, tasks.tick.ignore_result) == ("reminders.tick", True)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("reminders")]
    assert said == ["tick: 1 planned, 1 sent"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_ticks_at_once_send_one_mail(room: RoomSource, reader: Person, sink: Sink, round_: int) -> None:
    others = [make_person(f"reader{number}") for number in range(4)]
    for person in others:
        actions.subscribe(person)
    persons = [reader, *others]
    room.owe(*(owed(person, kind, due_at=clock.now()) for person in persons for kind in ("talk", "checkin-open")))
    room.owe(*(owed(person, "talk") for person in persons))
    barrier, errors = threading.Barrier(3), list[BaseException]()

    def at_once() -> None:
        barrier.wait()
        try:
            actions.tick()
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(address for mail in sink.received for address in mail.recipients) == sorted(p.email for p in persons)
    assert Reminder.unscoped.filter(state=State.SENT, kind="checkin-open").count() == 5
    assert Reminder.unscoped.filter(reason="superseded").count() == 10
