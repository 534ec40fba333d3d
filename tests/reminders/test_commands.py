"""What the host can type."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.core.management import call_command

import clock
from people.models import Person
from reminders.management.commands import deliver
from reminders.models import State
from tests.machines.mail import Sink
from tests.machines.processes import running
from tests.reminders.conftest import Due, owed
from tests.reminders.room.sources import RoomSource


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
    line = ["manage.py", "deliver", "--loop", "--every", "0.1"]
    with running(line, environment, stdout=subprocess.PIPE) as process:
        smtp_sink.wait_for(1, to=alice.email)
        house.owe(owed(alice, "a-letter"))
        assert process.stdout
        said = [process.stdout.readline() for _ in range(4)]
        assert said == ["1 planned\n", "1 sent\n", "1 planned\n", "1 postponed\n"]
        process.send_signal(signum)
        assert process.wait(20) == 0
    assert len(smtp_sink.received) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("the_process_has_its_own_signals")
def test_a_signal_on_any_line_of_the_wait_ends_the_loop(capsys: pytest.CaptureFixture[str]) -> None:
    for line in range(1, 25):
        with struck_on(line) as struck:
            call_command("deliver", "--loop", "--every", "0.001")
        assert struck == [line]
    assert capsys.readouterr().err == ""


@pytest.fixture
def the_process_has_its_own_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    signal.signal(signal.SIGALRM, give_up)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def give_up(*_: Any) -> None:
    raise TimeoutError("It does not hear the signal.")


@contextmanager
def struck_on(line: int) -> Iterator[list[int]]:
    """SIGTERM on the n-th line, counted from the first wait, that the loop or a lock of Python's own comes to."""
    left, struck = line, list[int]()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in {deliver.__file__, threading.__file__}:
            return None
        if event == "line" and (left < line or frame.f_code is deliver.Command.wait.__code__):
            left -= 1
            if left == 0:
                struck.append(line)
                signal.raise_signal(signal.SIGTERM)
        return trace

    signal.alarm(20)
    sys.settrace(trace)
    try:
        yield struck
    finally:
        sys.settrace(None)
        signal.alarm(0)
