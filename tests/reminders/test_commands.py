"""What the host can type."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

import clock
from people.models import Person
from reminders.models import State
from tests.machines.mail import Sink
from tests.reminders.conftest import Due, owed
from tests.reminders.room.sources import RoomSource

ROOT = Path(__file__).resolve().parent.parent.parent


def test_deliver_is_one_tick(room: RoomSource, reader: Person, sink: Sink, capsys: pytest.CaptureFixture[str]) -> None:
    room.owe(owed(reader))
    call_command("deliver")
    assert capsys.readouterr().out == "1 planned\n1 sent\n"
    assert len(sink.received) == 1


def test_reminders_counts_and_names_nobody(due: Due, reader: Person, capsys: pytest.CaptureFixture[str]) -> None:
    due(reader), due(reader)
    for reason in ("cap", "cap", "expired"):
        due(reader, state=State.SKIPPED, reason=reason, ended_at=clock.now())
    call_command("reminders")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[:1] == [["due", "2"]]
    assert lines[4:8] == [["skipped", "3"], ["cap", "2"], ["expired", "1"], ["failed", "0"]]
    assert len(lines) == 9


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_deliver_loops_until_told_to_stop(
    worker_environment: dict[str, str], smtp_sink: Sink, alice: Person, tmp_path: Path, signum: int
) -> None:
    from reminders import actions

    actions.subscribe(alice)
    house = RoomSource(folder=tmp_path)
    house.owe(owed(alice, "a-walk"))
    environment = {
        **os.environ,
        **worker_environment,
        "DJANGO_SETTINGS_MODULE": "tests.reminders.room.settings",
        "TWOFOLD_DATA": str(tmp_path),
    }
    line = [sys.executable, "manage.py", "deliver", "--loop", "--every", "0.1"]
    process = subprocess.Popen(line, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    smtp_sink.wait_for(1, to=alice.email)
    house.owe(owed(alice, "a-letter"))
    assert process.stdout
    assert [process.stdout.readline() for _ in range(4)] == ["1 planned\n", "1 sent\n", "1 planned\n", "1 postponed\n"]
    process.send_signal(signum)
    assert process.wait(20) == 0
    process.stdout.close()
    assert len(smtp_sink.received) == 1
    assert connection.vendor
