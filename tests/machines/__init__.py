"""The real things that tests run against: a PostgreSQL, a Redis, a mail server, a worker, a browser."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


class Missing(Exception):
    """Something the suite needs is neither here nor installable; the message holds the line to type."""


def die_with_parent(signum: int = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: has Linux end the child when the test run dies, however it dies."""

    def ask() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signum)

    return ask


def apt_install(package: str) -> bool:
    """Installs a Debian package when this is root on a machine that has apt. Says whether it worked."""
    if os.geteuid() or not Path("/usr/bin/apt-get").exists():
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {package} by apt-get …", flush=True)
    subprocess.run(["/usr/bin/apt-get", "update", "-q"], env=environment, capture_output=True, check=False)
    line = ["/usr/bin/apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    return subprocess.run(line, env=environment, capture_output=True, check=False).returncode == 0
