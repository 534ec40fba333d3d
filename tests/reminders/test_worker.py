"""With everything real: a worker and a beat, Redis, the mail server, and this test's database."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

import clock
from couples.models import Person
from reminders import actions
from reminders.models import Reminder, State
from tests.machines.mail import Sink
from tests.machines.processes import Crew
from tests.machines.redis import RedisServer
from tests.people import make_person
from tests.reminders.conftest import owed
from tests.reminders.room.sources import RoomSource

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RoomSource:
    """A room that the processes know too. It needs no clock: what it owes is due now."""
    crew.environment |= {"DJANGO_SETTINGS_MODULE": "tests.reminders.room.settings", "TWOFOLD_DATA": str(tmp_path)}
    return RoomSource(folder=tmp_path)


@pytest.fixture
def subscribed(alice: Person) -> Person:
    actions.subscribe(alice)
    return alice


def wait_for_another_tick(house: RoomSource, sink: Sink) -> None:
    """Returns once a mail to somebody else, owed only now, has come: a whole tick went by after all that was before."""
    somebody = make_person(f"somebody{len(sink.received)}")
    actions.subscribe(somebody)
    house.owe(owed(somebody, "a-walk"))
    sink.wait_for(1, to=somebody.email)


def states() -> list[str]:
    return sorted(Reminder.unscoped.values_list("state", flat=True))


def test_a_worker_that_a_beat_rings_sends_one_mail_when_its_day_has_come(
    crew: Crew, house: RoomSource, subscribed: Person, smtp_sink: Sink, settings: Settings
) -> None:
    next_month = clock.now() + timedelta(days=31)
    house.owe(owed(subscribed, "a-walk", due_at=next_month, expires_at=next_month + timedelta(days=1)))
    crew.environment["TWOFOLD_CLOCK_OFFSET"] = "31d"
    settings.TWOFOLD_CLOCK_OFFSET += timedelta(days=31)
    crew.worker()
    crew.beat()
    (mail,) = smtp_sink.wait_for(1, to=subscribed.email)
    assert mail.message["Subject"] == "Your reminder"
    wait_for_another_tick(house, smtp_sink)
    wait_for_another_tick(house, smtp_sink)
    crew.stop()
    assert len(smtp_sink.to(subscribed.email)) == 1
    assert states() == [State.SENT] * 3
    assert subscribed.email not in crew.log()


def test_two_beats_and_two_workers_send_one_mail_each(
    crew: Crew, house: RoomSource, subscribed: Person, smtp_sink: Sink
) -> None:
    persons = [subscribed, *(make_person(f"reader{number}") for number in range(5))]
    for person in persons:
        actions.subscribe(person)
    house.owe(*(owed(person, "a-walk") for person in persons))
    crew.worker()
    crew.worker()
    crew.beat()
    crew.beat()
    smtp_sink.wait_for(len(persons))
    wait_for_another_tick(house, smtp_sink)
    wait_for_another_tick(house, smtp_sink)
    crew.stop()
    assert [len(smtp_sink.to(person.email)) for person in persons] == [1] * len(persons)
    assert states() == [State.SENT] * (len(persons) + 2)


def test_with_redis_away_nothing_is_lost_and_it_goes_out_once_it_is_back(
    crew: Crew,
    house: RoomSource,
    subscribed: Person,
    as_alice: Client,
    smtp_sink: Sink,
    redis_server: RedisServer,
) -> None:
    worker, beat = crew.worker(), crew.beat()
    wait_for_another_tick(house, smtp_sink)
    redis_server.stop()
    house.owe(owed(subscribed, "a-walk"))
    assert as_alice.post("/reminders/", {"mail": "on"}).status_code == 302
    assert smtp_sink.to(subscribed.email) == []
    redis_server.start()
    smtp_sink.wait_for(1, to=subscribed.email)
    assert (worker.running(), beat.running()) == (True, True)
    wait_for_another_tick(house, smtp_sink)
    crew.stop()
    assert len(smtp_sink.to(subscribed.email)) == 1
    assert states() == [State.SENT] * 3
