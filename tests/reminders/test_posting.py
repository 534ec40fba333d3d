"""The mails of the sign-in: at once, once, to an address; their words are sealed, and dropped at the end."""

import os
import socket
import subprocess
import sys
import threading
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from people.models import Person
from reminders import actions, bell
from reminders.actions import posting
from reminders.actions.posting import claim_post
from reminders.models import Payload, SignInMail, State, seal
from reminders.smtp import EmailBackend
from tests.machines.mail import Sink
from tests.reminders import servers
from tests.reminders.conftest import Clock, Due, use
from tests.reminders.room.sources import RoomSource
from vault.keyring import Tampered

pytestmark = pytest.mark.django_db
TO = "ines@example.org"
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "config.settings"


@pytest.fixture(autouse=True)
def _house(room: RoomSource, at_noon: Clock) -> None:
    """Nothing else is owed, and the clock can be moved."""


@pytest.fixture
def sink(smtp_sink: Sink, settings: Settings) -> Sink:
    use(smtp_sink, settings)
    return smtp_sink


def ask_for_code() -> SignInMail:
    return actions.post(TO, "Your code", "Your code: ABCD-1234")


def standing(mail: SignInMail) -> tuple[str, str, bool]:
    mail.refresh_from_db()
    return mail.state, mail.reason, mail.payload is None


def test_a_code_is_sent_by_the_next_tick_and_its_words_are_dropped(sink: Sink) -> None:
    mail = ask_for_code()
    assert actions.tick() == {"sent": 1}
    (came,) = sink.received
    assert came.recipients == (TO,)
    assert (came.message["Subject"], came.message["Auto-Submitted"]) == ("Your code", "auto-generated")
    assert came.message.get_content().strip() == "Your code: ABCD-1234"
    assert "List-Unsubscribe" not in came.message
    assert "Precedence" not in came.message
    assert standing(mail) == (State.SENT, "", True)
    assert actions.tick() == {}


def test_it_goes_before_reminders_and_the_caps_of_reminders_do_not_hold_it(
    due: Due, reader: Person, sink: Sink
) -> None:
    due(reader)
    for _ in range(5):
        actions.post(reader.email, "Your code", "Your code: ABCD-1234")
    actions.tick()
    assert [mail.message["Subject"] for mail in sink.received] == ["Your code"] * 5 + ["Your reminder"]
    actions.post(reader.email, "Your code", "Your code: ABCD-1234")
    assert actions.tick() == {"sent": 1}


def test_nobody_can_read_it_in_the_database(sink: Sink) -> None:
    mail = ask_for_code()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reminders_signinmail")
        stored = b"".join(bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for v in cursor.fetchone())
    assert len(stored) > 150, "there is something that could leak"
    for told in (TO, "ines", "ABCD", "Your code"):
        assert told.encode() not in stored
    assert mail.words() == Payload(TO, "Your code", "Your code: ABCD-1234")


def test_words_moved_to_another_row_do_not_open(sink: Sink) -> None:
    mine, other = ask_for_code(), ask_for_code()
    SignInMail.unscoped.filter(pk=mine.pk).update(payload=bytes(other.payload or b""))
    mine.refresh_from_db()
    with pytest.raises(Tampered):
        mine.words()


def test_what_does_not_open_stops_no_other(sink: Sink) -> None:
    broken = ask_for_code()
    SignInMail.unscoped.filter(pk=broken.pk).update(payload=seal(uuid.uuid4(), Payload(TO, "a", "b")))
    ask_for_code()
    assert actions.tick()["sent"] == 1
    assert len(sink.received) == 1


def test_an_old_code_is_never_sent(sink: Sink, at_noon: Clock) -> None:
    mail = ask_for_code()
    at_noon.on(minutes=15)
    assert actions.tick() == {"skipped": 1}
    assert standing(mail) == (State.SKIPPED, "expired", True)
    assert sink.received == []


def test_a_dud_goes_to_nobody_and_looks_like_any_other(sink: Sink) -> None:
    real, dud = ask_for_code(), actions.post("nina@example.org", "Your code", "Your code: ABCD-1234", dud=True)
    assert abs(len(real.payload or b"") - len(dud.payload or b"")) <= 1
    assert actions.tick() == {"sent": 1, "skipped": 1}
    assert standing(dud) == (State.SKIPPED, "dud", True)
    assert [mail.recipients for mail in sink.received] == [(TO,)]


def test_a_claim_that_died_is_taken_up_with_the_same_message_id(sink: Sink, at_noon: Clock) -> None:
    mail = ask_for_code()
    dead = claim_post()
    assert dead is not None
    first = posting.render(dead).extra_headers["Message-ID"]
    assert actions.tick() == {}
    at_noon.on(seconds=181)
    assert actions.tick() == {"sent": 1}
    assert [str(came.message["Message-ID"]) for came in sink.received] == [first]
    assert standing(mail) == (State.SENT, "", True)


def test_five_claims_that_died_are_enough(sink: Sink, at_noon: Clock) -> None:
    mail = actions.post(TO, "Your sign-in", "A notice.", lasts=timedelta(hours=24))
    for _ in range(5):
        assert claim_post() == mail
        at_noon.on(seconds=181)
    assert actions.tick() == {"failed": 1}
    assert standing(mail) == (State.FAILED, "no-outcome", True)


def test_where_there_is_no_mail_server_it_waits(sink: Sink) -> None:
    mail = ask_for_code()
    sink.stop()
    assert actions.tick() == {"no relay": 1}
    assert standing(mail) == (State.DUE, "", False)
    sink.start()
    assert actions.tick() == {"sent": 1}


def test_a_refused_address_ends_it(settings: Settings, sink: Sink) -> None:
    refusing = servers.RefusesAddresses()
    use(refusing, settings)
    mail = ask_for_code()
    assert actions.tick() == {"failed": 1}
    assert standing(mail) == (State.FAILED, "smtp-550", True)
    refusing.stop()


def test_a_sender_that_died_at_the_words_leaves_it_unknown_once_it_is_too_late(
    sink: Sink, at_noon: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = ask_for_code()

    def die(*_: object) -> None:
        raise servers.Killed

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "_data", die)
        with pytest.raises(servers.Killed):
            actions.tick()
    assert standing(mail) == (State.HANDED_OVER, "", False)
    at_noon.on(minutes=16)
    assert actions.tick() == {"unknown": 1}
    assert standing(mail) == (State.UNKNOWN, "expired", True)


def test_empty_rows_go_after_a_week(sink: Sink, at_noon: Clock) -> None:
    ask_for_code()
    actions.tick()
    at_noon.on(days=6)
    actions.tick()
    assert SignInMail.unscoped.count() == 1
    at_noon.on(days=2)
    actions.tick()
    assert SignInMail.unscoped.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_send_one_mail_each(sink: Sink) -> None:
    for _ in range(6):
        ask_for_code()

    def tick() -> None:
        actions.tick()
        connection.close()

    threads = [threading.Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sink.received) == 6
    assert len({str(mail.message["Message-ID"]) for mail in sink.received}) == 6


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(bell, "ring", lambda: rung.append(1))
    with transaction.atomic():
        ask_for_code()
        assert rung == []
        transaction.set_rollback(True)
    assert rung == []
    ask_for_code()
    assert rung == [1]


RINGS = """
import time, django
django.setup()
from reminders import bell
begun = time.monotonic()
for _ in range(20):
    bell.ring()
took = time.monotonic() - begun
while bell._ringing.locked() or bell._wanted.is_set():
    time.sleep(0.01)
print(took, time.monotonic() - begun)
"""


@pytest.mark.parametrize("silent", [False, True])
def test_a_broker_that_is_away_costs_the_request_nothing(silent: bool) -> None:
    """20 rings are over long before the bell gives up, whether nobody answers at that port or somebody only listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not silent:
            server.close()
        environment = {**os.environ, "REDIS_URL": f"redis://127.0.0.1:{port}/0", "DJANGO_SETTINGS_MODULE": SETTINGS}
        ran = subprocess.run(
            [sys.executable, "-c", RINGS], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
    rung, given_up = map(float, ran.stdout.split())
    assert rung < given_up / 2
    assert "The bell could not be rung" in ran.stderr
    assert str(port) not in ran.stderr
