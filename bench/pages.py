"""What the main pages cost in CPU, each as a ratio to a bare signed-in page behind the same middleware.

    python -m bench.pages

It starts Twofold's own web server, with one worker, in a folder of its own with the demo couple in the middle of
everything. CPU time, and not time that passes: what else runs on the machine matters little. No page that is measured
writes, the bare one neither: where the database has changed meanwhile there is no result.
"""

import ctypes
import json
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import psutil

from bench.served import ROOT, environment, free_port, told, until_it_answers
from tests.machines import die_with_parent

ROUNDS, REQUESTS, WARM_UP = 9, 12, 12
AIM, AIMS = 6, {"today": 9}
BARE = "a bare page"
BARE_PLACE = "/bare/"
MAKE = "from bench.world import tell; tell()"
# As a page asks of its own accord: a person's own visit is written down once a minute.
BY_ITSELF = {"X-Timer": "1"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, port = Path(folder), free_port()
        world = json.loads(told(data, MAKE))
        pages = {BARE: BARE_PLACE, **world["pages"]}
        with worker(data, port, world["days"]) as process, closing(HTTPConnection("localhost", port)) as line:
            visitor = Visitor(line, world["session"])
            for place in pages.values():
                visitor.cpu(process, place, WARM_UP)
            with nothing_written(data / "twofold.sqlite3"):
                rounds = [
                    {name: visitor.cpu(process, place, REQUESTS) for name, place in pages.items()}
                    for _ in range(ROUNDS)
                ]
    tell(rounds)


@contextmanager
def worker(data: Path, port: int, days: int) -> Iterator[int]:
    """The id of the one worker process of a running server, for which it is so many days later."""
    line = [sys.executable, "-m", "gunicorn", "bench.bare", "-c", "config/gunicorn.py"]
    more = {"PORT": str(port), "TWOFOLD_WEB_WORKERS": "1", "TWOFOLD_MODE": "local", "TWOFOLD_CLOCK_OFFSET": f"{days}d"}
    with subprocess.Popen(
        line, cwd=ROOT, env=environment(data, **more), stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent()
    ) as process:
        try:
            until_it_answers(process)
            (only,) = psutil.Process(process.pid).children()
            yield only.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


class Visitor:
    """Robin's browser, which stays connected and keeps its cookies."""

    def __init__(self, line: HTTPConnection, session: str) -> None:
        self.line, self.cookies = line, {"session": session}

    def cpu(self, process: int, place: str, times: int) -> float:
        """CPU time of the process for one such request, in ms: the mean of several in a row."""
        before = cpu_seconds(process)
        for _ in range(times):
            self.visit(place)
        return (cpu_seconds(process) - before) / times * 1000

    def visit(self, place: str) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.line.request("GET", place, headers={**BY_ITSELF, "Cookie": cookies})
        answer = self.line.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            sys.exit(f"{place} answered {answer.status}.")
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value


def cpu_seconds(process: int) -> float:
    """User and system time of all threads of a process. psutil counts in hundredths of a second: too coarse for few
    requests, so Linux is asked for the process's own clock."""
    if sys.platform == "linux":
        clock = ctypes.c_int()
        if not ctypes.CDLL(None).clock_getcpuclockid(process, ctypes.byref(clock)):
            return time.clock_gettime(clock.value)
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


@contextmanager
def nothing_written(database: Path) -> Iterator[None]:
    """Ends with a sentence where anybody else has changed a row within the block: SQLite keeps count of that."""
    with closing(sqlite3.connect(database)) as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        yield
        if connection.execute("PRAGMA data_version").fetchone() != before:
            sys.exit("Something has written to the database while it was measured.")


def tell(rounds: list[dict[str, float]]) -> None:
    print(f"median of {ROUNDS} rounds of {REQUESTS} requests a page; nothing was written\n")
    print(f"{'page':20} {'CPU':>9} {'ratio':>6} {'aim':>4}")
    for name in rounds[0]:
        spent = statistics.median(each[name] for each in rounds)
        ratio = statistics.median(each[name] / each[BARE] for each in rounds)
        aim = AIMS.get(name, AIM)
        verdict = "" if name == BARE else f" {aim:4} {'ok' if ratio <= aim else 'over'}"
        print(f"{name:20} {spent:6.2f} ms {ratio:6.2f}{verdict}")


if __name__ == "__main__":
    main()
