"""The doorbell with everything real: Redis, a worker, a beat, a mail server, and the test's own database."""

import os
import signal
import subprocess
from email.message import EmailMessage
from smtplib import SMTP, SMTPDataError

import pytest
from celery import Celery

from config.celery import app
from tests.machines.mail import Sink
from tests.machines.processes import CeleryProcess, Crew, running
from tests.machines.redis import RedisServer


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "post@twofold.example", "alice@example.org", "Your reminder"
    message.set_content("You asked for a reminder.")
    return message


def test_the_mail_server_keeps_what_it_is_given_and_refuses_when_told(smtp_sink: Sink) -> None:
    with SMTP(smtp_sink.host, smtp_sink.port) as client:
        client.send_message(letter())
        (mail,) = smtp_sink.wait_for(1, to="alice@example.org")
        assert (mail.message["Subject"], mail.recipients) == ("Your reminder", ("alice@example.org",))
        smtp_sink.answer = lambda _mail: "451 later, please"
        with pytest.raises(SMTPDataError, match="later"):
            client.send_message(letter())
    assert len(smtp_sink.received) == 1


def test_the_mail_server_comes_back_where_it_was(smtp_sink: Sink) -> None:
    smtp_sink.stop()
    with pytest.raises(ConnectionRefusedError):
        SMTP(smtp_sink.host, smtp_sink.port)
    smtp_sink.start()
    with SMTP(smtp_sink.host, smtp_sink.port) as client:
        client.send_message(letter())
    smtp_sink.wait_for(1)


def test_a_worker_takes_what_a_beat_rings_and_both_stop_when_asked(
    celery_worker_process: CeleryProcess, crew: Crew, redis_url: str
) -> None:
    # Told to stop in the moment in which it rings, Celery's beat complains: it closes its shelf under its own hands.
    celery_beat_process = crew.beat(TWOFOLD_TICK_SECONDS="5")
    with Celery(broker=redis_url, set_as_current=False) as asking:
        while not total(asking):
            assert celery_worker_process.running()
            assert celery_beat_process.running()
    celery_beat_process.stop()
    celery_worker_process.stop()
    assert "Traceback" not in celery_worker_process.log() + celery_beat_process.log()


def total(asking: Celery) -> int:
    """How many ticks the workers have taken so far; asking waits half a second for answers."""
    answers = asking.control.inspect(timeout=0.5).stats() or {}
    return sum(stats["total"].get("reminders.tick", 0) for stats in answers.values())


def test_a_worker_outlives_its_redis(crew: Crew, redis_server: RedisServer) -> None:
    worker = crew.worker()
    redis_server.stop()
    redis_server.start()
    worker.wait_for_answer(redis_server.url, "worker0@test")
    worker.stop()


def test_only_two_things_are_ever_rung_without_arguments_or_results() -> None:
    rung = app.conf.beat_schedule.values()
    assert sorted(entry["task"] for entry in rung) == ["couples.carry_out_deletions", "reminders.tick"]
    for entry in rung:
        assert (entry.get("args"), entry.get("kwargs")) == (None, None)
        assert entry["options"]["expires"] < entry["schedule"] or entry["schedule"] == 1
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result
    assert (app.conf.task_serializer, app.conf.accept_content) == ("json", ["json"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_the_bell_for_one_machine_stops_calmly(worker_environment: dict[str, str], signum: int) -> None:
    environment = {**os.environ, **worker_environment, "REDIS_URL": ""}
    with running(["-c", RINGS_ONCE], environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as bell:
        assert bell.stdout
        assert bell.stdout.readline() == "rung\n"
        bell.send_signal(signum)
        _, errors = bell.communicate(timeout=15)
        assert (bell.returncode, errors) == (0, "")


RINGS_ONCE = """
from celery.signals import task_postrun
@task_postrun.connect
def tell(**_):
    print("rung", flush=True)
from config.bell import main
main()
"""
