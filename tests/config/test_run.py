"""`make run` behind its Makefile: from an empty folder to a page, calm about a busy port, and gone when asked."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = [sys.executable, "-m", "config.run"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A newcomer's shell, with a folder and a port of its own, and another project's database in it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    others = {"DATABASE_URL": "postgres://another@project/database", "REDIS_URL": "redis://another"}
    return {**kept, **others, "PORT": str(port), "TWOFOLD_DATA": str(tmp_path / "data")}


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        RUN, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield process
    for left in [*psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []:
        left.kill()
    process.kill()
    process.communicate()


def until_it_answers(process: subprocess.Popen[str]) -> list[str]:
    """What it says until it gives its address and how to stop it."""
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C stops it" in line:
            return said
    raise AssertionError("".join(said))


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_starts_from_nothing_and_leaves_nothing(
    running: subprocess.Popen[str], environment: dict[str, str], signum: int
) -> None:
    address = f"http://localhost:{environment['PORT']}"
    said = "".join(until_it_answers(running))
    assert address in said
    assert "Robin" in said
    with urlopen(address) as page:
        assert page.status == 200
    children = psutil.Process(running.pid).children(recursive=True)
    assert len(children) >= 3
    running.send_signal(signum)
    running.communicate(timeout=30)
    assert running.returncode == 0
    assert psutil.wait_procs(children, timeout=5)[1] == []


def test_what_it_keeps_is_for_its_owner_only(running: subprocess.Popen[str], environment: dict[str, str]) -> None:
    until_it_answers(running)
    data = Path(environment["TWOFOLD_DATA"])
    names = ["keys.env", "twofold.sqlite3", "demo.txt"]
    assert [oct((data / name).stat().st_mode & 0o777) for name in names] == ["0o600"] * 3


def test_what_is_no_http_is_not_written_down(running: subprocess.Popen[str], environment: dict[str, str]) -> None:
    until_it_answers(running)
    for sent in ("GET /join/a-canary here/ HTTP/1.1", "GET / HTTP/1.1\r\nA canary: 1", "GET /canary" + "y" * 9000):
        with socket.create_connection(("127.0.0.1", int(environment["PORT"]))) as line:
            line.sendall(f"{sent}\r\n\r\n".encode())
            assert line.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 414")
    running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=30)
    assert "canary" not in said
    assert "127.0.0.1" not in said


def test_a_busy_port_gives_a_sentence(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        done = subprocess.run(RUN, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    expected = f"Port {environment['PORT']} is busy. Stop what runs there, or choose another: make run PORT=8001\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)
    assert not Path(environment["TWOFOLD_DATA"]).exists()
