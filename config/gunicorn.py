"""The web server's own settings; gunicorn reads the names. What else it may be told stands in docs/configuration.md."""

import os
import sys
from pathlib import Path
from typing import Any

from config.env import env_bind, env_choice, env_int, env_str

bind = f"{env_bind('TWOFOLD_BIND', '127.0.0.1')}:{env_int('PORT', 8000, least=1, most=65535)}"
worker_class = "gthread"
workers = env_int("TWOFOLD_WEB_WORKERS", 2, least=1, most=64)
threads = 8
# Without it one worker ends up with all the kept-alive connections.
reuse_port = True
graceful_timeout = 5
# The access log would hold addresses of persons, and those of pages that only one of two has opened.
accesslog = None
# At "warning" a line that is no HTTP is written down as it came, with the address of the machine.
loglevel = "error"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Says where to go, locally, once the first worker has loaded everything."""
    mode = env_choice("TWOFOLD_MODE", "production", ["production", "local", "test"])
    if mode == "local" and worker.age == 1:
        sys.stdout.write(welcome())
        sys.stdout.flush()


def welcome() -> str:
    """The address, and how to sign in as either partner of the demo couple."""
    demo = Path(env_str("TWOFOLD_DATA", "data")) / "demo.txt"
    lines = [f"Twofold is at {env_str('TWOFOLD_SITE_ROOT', 'http://localhost:8000')}", ""]
    if demo.exists():
        lines += [*demo.read_text(encoding="utf-8").strip().splitlines(), ""]
    lines += ["Every mail it sends can be read at /mailbox/. Ctrl-C stops it.", ""]
    return "\n" + "\n".join(lines) + "\n"


# Python's own output is a pipe here; nobody should wait for a line until the pipe is full.
os.environ.setdefault("PYTHONUNBUFFERED", "1")
