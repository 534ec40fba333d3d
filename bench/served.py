"""What the benchmarks share: a folder and a port of their own, and the moment at which a server has begun to answer."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machines import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PREPARE = "from config.run import prepare; prepare()"


@dataclass(frozen=True)
class House:
    """A running Twofold: its address, what it said when it began to answer, and the process that started the others."""

    root: str
    said: str
    process: int


@contextmanager
def running(data: Path) -> Iterator[House]:
    """Twofold as `make run` starts it, in that folder, on a free port."""
    port = free_port()
    line = [sys.executable, "-m", "config.run"]
    with subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment(data, PORT=str(port)),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent(),
    ) as process:
        try:
            yield House(f"http://localhost:{port}", until_it_answers(process), process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def told(data: Path, then: str) -> str:
    """What a process prints that makes the folder as `make run` does, and then does `then`."""
    line = [sys.executable, "-c", f"{PREPARE}; {then}"]
    more = environment(data, PORT=str(free_port()))
    return subprocess.run(line, cwd=ROOT, env=more, stdout=subprocess.PIPE, text=True, check=True).stdout


def environment(data: Path, **more: str) -> dict[str, str]:
    """For a Twofold in that folder. Of what is set here, only where programs and the home are."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return {**kept, "TWOFOLD_DATA": str(data), **more}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def until_it_answers(process: subprocess.Popen[str]) -> str:
    """What it says until it says how to stop it."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C stops it" in line:
            return said
    sys.exit(f"Twofold did not start:\n{said}")
