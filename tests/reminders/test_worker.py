"""With everything real: a worker and a beat, Redis, the mail server, and this test's database."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.test import Client
from pytest_django import Settings

import clock
from people.models import Person
from reminders import actions
from reminders.models import Reminder, State
from tests.cast import make_person
from tests.machines.mail import Sink
from tests.machines.processes import Crew, running
from tests.machines.redis import RedisServer
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


@contextmanager
def web_server(environment: dict[str, str]) -> Iterator[str]:
    """A real web server, which knows the broker. Its socket listens from the start, so nobody has to wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = ["-m", "gunicorn", "config.wsgi", "-k", "gthread", "-b", f"fd://{listening.fileno()}"]
        with running(line, {**os.environ, **environment}, pass_fds=[listening.fileno()]):
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_code_asked_for_over_http_arrives_at_once(
    crew: Crew, house: RoomSource, alice: Person, smtp_sink: Sink
) -> None:
    """No beat runs here: the request itself has rung the bell."""
    crew.worker()
    browser = build_opener(HTTPCookieProcessor())
    with web_server(crew.environment) as root:
        page = browser.open(f"{root}/account/password/reset/").read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert token
        given = urlencode({"csrfmiddlewaretoken": token[1], "email": alice.email}).encode()
        assert browser.open(f"{root}/account/password/reset/", given).url == f"{root}/account/password/reset/confirm/"
        (mail,) = smtp_sink.wait_for(1, to=alice.email)
    assert mail.message["Subject"] == "Your code"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    crew.stop()
    assert alice.email not in crew.log()


def test_without_redis_a_code_goes_out_with_the_next_tick(
    crew: Crew, house: RoomSource, alice: Person, smtp_sink: Sink, redis_server: RedisServer
) -> None:
    redis_server.stop()
    Client().post("/account/password/reset/", {"email": alice.email})
    assert smtp_sink.received == []
    redis_server.start()
    crew.worker()
    crew.beat()
    (mail,) = smtp_sink.wait_for(1, to=alice.email)
    assert mail.message["Subject"] == "Your code"


def test_over_memory_the_bell_hears_of_a_code_though_the_web_server_cannot_ring_it(
    crew: Crew, house: RoomSource, alice: Person, smtp_sink: Sink
) -> None:
    """Beat's first ring is 300 seconds away: only the bell's own look into the database can have seen it."""
    environment = {**os.environ, **crew.environment, "REDIS_URL": "", "TWOFOLD_TICK_SECONDS": "300"}
    with running(["-m", "config.bell"], environment):
        Client().post("/account/password/reset/", {"email": alice.email})
        smtp_sink.wait_for(1, to=alice.email)
