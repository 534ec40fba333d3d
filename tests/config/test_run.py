"""`make run` behind its Makefile: from an empty folder to a page, calm about a busy port, and gone when asked."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from config import keys, run
from config.env import Mistake
from tests.config.earlier_state import EARLIER, MOVE_IT_AWAY

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


@pytest.fixture
def earlier(environment: dict[str, str]) -> Path:
    """The data folder of an earlier Twofold: its database, and nothing else."""
    data = Path(environment["TWOFOLD_DATA"])
    data.mkdir()
    made = sqlite3.connect(data / "twofold.sqlite3", isolation_level=None)
    for statement in ["PRAGMA journal_mode=WAL", *EARLIER]:
        made.execute(statement)
    made.close()
    return data


def every_byte(folder: Path) -> dict[str, object]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())}


def refused(environment: dict[str, str]) -> bool:
    done = subprocess.run(RUN, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    expected = MOVE_IT_AWAY.format(folder=environment["TWOFOLD_DATA"])
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)
    return True


@pytest.mark.parametrize("beside", [{}, {"keys.env": keys.fresh(), "demo.txt": "Open", "deletions.jsonl": ""}])
def test_an_earlier_folder_gives_a_sentence_and_stays_as_it_is(
    environment: dict[str, str], earlier: Path, beside: dict[str, str]
) -> None:
    for name, text in beside.items():
        (earlier / name).write_text(text)
    before = every_byte(earlier)
    assert sorted(before) == sorted(["twofold.sqlite3", *beside])
    assert refused(environment)
    assert every_byte(earlier) == before


def killed(tmp_path: Path, data: Path) -> Path:
    """The data folder of an earlier Twofold that was killed: its last words, here all of them, are still in the log."""
    made = sqlite3.connect(tmp_path / "twofold.sqlite3", isolation_level=None)
    for statement in ["PRAGMA journal_mode=WAL", *EARLIER]:
        made.execute(statement)
    data.mkdir()
    for name in ("twofold.sqlite3", "twofold.sqlite3-wal", "twofold.sqlite3-shm"):
        shutil.copy(tmp_path / name, data)
    made.close()
    return data


def test_an_earlier_folder_whose_twofold_was_killed_stays_as_it_is(environment: dict[str, str], tmp_path: Path) -> None:
    data = killed(tmp_path, Path(environment["TWOFOLD_DATA"]))
    before = every_byte(data)
    assert refused(environment)
    assert every_byte(data) == before


def test_a_log_without_its_index_is_read_too(environment: dict[str, str], tmp_path: Path) -> None:
    data = killed(tmp_path, Path(environment["TWOFOLD_DATA"]))
    (data / "twofold.sqlite3-shm").unlink()
    before = every_byte(data)
    assert refused(environment)
    # SQLite makes the index anew; what was there stays as it was.
    assert {name: every_byte(data)[name] for name in before} == before


def test_an_earlier_folder_that_another_process_has_open_stays_as_it_is(
    environment: dict[str, str], earlier: Path
) -> None:
    other = sqlite3.connect(earlier / "twofold.sqlite3", isolation_level=None)
    other.execute("UPDATE couples_person SET email = 'alex@example.org'")
    names = ["twofold.sqlite3", "twofold.sqlite3-wal"]
    before = [every_byte(earlier)[name] for name in names]
    assert refused(environment)
    assert [every_byte(earlier)[name] for name in names] == before
    other.close()


def test_a_start_never_goes_on_with_keys_that_are_not_kept(
    tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr(keys, "take", lambda _lines: None)
    # Between this one's look at the folder and its writing, another start made keys.
    monkeypatch.setattr(keys, "load", lambda folder: not keys.make(folder, keys.fresh()))
    with pytest.raises(Mistake, match="Try again"):
        run.look_before_keys_are_made(tmp_path)
