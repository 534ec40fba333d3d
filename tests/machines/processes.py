"""Real processes beside the test: `celery`'s, which share its database, Redis and mail server, and any other."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tests.machines import die_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
STOPS_WITHIN = 20


@contextmanager
def running(line: list[str], environment: dict[str, str], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that is over when the test is, however the test ends: one left behind would fail some other test.

    Args:
        line: What follows `python`.
        environment: What its shell would know, and nothing else.
        how: More for `Popen`, such as `stdout=subprocess.PIPE`.
    """
    with subprocess.Popen(
        [sys.executable, *line], env=environment, cwd=ROOT, text=True, preexec_fn=die_with_parent(), **how
    ) as process:
        try:
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen[Any]) -> None:
    """Asks it to end. Where it does not, within STOPS_WITHIN seconds, it is killed, and the test fails."""
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise AssertionError(f"It did not stop within {STOPS_WITHIN} s of SIGTERM.") from None


class CeleryProcess:
    """One `celery -A config …`: `stop()` warmly, `kill()` as a crash would; `log()` is what it said."""

    def __init__(self, arguments: list[str], environment: dict[str, str], log: Path) -> None:
        self.place = log
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *arguments],
                env={**os.environ, **environment},
                stdout=file,
                stderr=file,
                preexec_fn=die_with_parent(),
            )

    def log(self) -> str:
        return self.place.read_text(errors="replace")

    def running(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        stop(self.process)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wait_for_answer(self, broker: str, name: str) -> None:
        """Returns once the worker of that name answers a ping; fails when it ends or stays silent."""
        until = time.monotonic() + 60
        while not answers(broker, name):
            if not self.running() or time.monotonic() > until:
                raise AssertionError(f"The worker does not answer:\n{self.log()}")


def answers(broker: str, name: str) -> bool:
    """Whether the worker of that name answers within half a second."""
    with Celery(broker=broker, set_as_current=False) as app:
        try:
            return bool(app.control.ping(destination=[name], timeout=0.5))
        except (OperationalError, ConnectionError, RedisError):
            return False


class Crew:
    """The workers and beats of one test, told where its database, Redis and mail server are."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.processes: list[CeleryProcess] = []

    def worker(self, **environment: str) -> CeleryProcess:
        """Starts a worker and returns once it answers; variables such as TWOFOLD_CLOCK_OFFSET="31d" may be added."""
        name = f"worker{len(self.processes)}@test"
        arguments = ["worker", "-P", "threads", "-c", "2", "-n", name, "--without-gossip", "--without-mingle"]
        process = self.start(arguments, environment)
        process.wait_for_answer({**self.environment, **environment}["REDIS_URL"], name)
        return process

    def beat(self, **environment: str) -> CeleryProcess:
        """Starts a beat, which rings every second."""
        schedule = self.folder / f"beat{len(self.processes)}"
        return self.start(["beat", "--pidfile=", "-s", str(schedule)], environment)

    def start(self, arguments: list[str], environment: dict[str, str]) -> CeleryProcess:
        log = self.folder / f"celery{len(self.processes)}.log"
        process = CeleryProcess(arguments, {**self.environment, **environment}, log)
        self.processes.append(process)
        return process

    def log(self) -> str:
        return "\n".join(process.log() for process in self.processes)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.stop()
