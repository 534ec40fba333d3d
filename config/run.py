"""`make run`: from nothing to a running Twofold on this computer, and in seconds the second time."""

import os
import signal
import socket
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import NoReturn

from config import keys
from config.env import Mistake, env_int, env_str

BASE_DIR = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Sets the stage in one process, then becomes another that only starts and stops what the Procfile says."""
    if arguments == ["--serve"]:
        serve()
    try:
        prepare()
    except Mistake as mistake:
        sys.exit(f"{mistake}")
    except KeyboardInterrupt:
        sys.exit("Stopped before it had begun. Nothing is lost; make run goes on from here.")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(sys.executable, [sys.executable, "-m", "config.run", "--serve"])  # noqa: S606 (no shell is wanted)


def serve() -> NoReturn:
    from honcho.command import main as honcho

    # A terminal window that is closed says HUP, which honcho does not hear.
    signal.signal(signal.SIGHUP, lambda _signum, _frame: os.kill(os.getpid(), signal.SIGTERM))
    sys.argv = ["honcho", "-e", os.devnull, "-f", str(BASE_DIR / "Procfile"), "start"]
    try:
        honcho()
    except SystemExit as end:
        # Being asked to stop is no failure.
        sys.exit(0 if end.code in {128 + signal.SIGINT, 128 + signal.SIGTERM} else end.code)
    sys.exit(0)


def prepare() -> None:
    """Everything before the first page: a free port, keys, tables, static files, the demo couple."""
    port = env_int("PORT", 8000, least=1, most=65535)
    refuse_a_busy(port)
    data = Path(env_str("TWOFOLD_DATA", str(BASE_DIR / "data"))).resolve()
    # A database of another project, exported in this shell, is not ours to migrate.
    for name in ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "TWOFOLD_DATA": str(data),
        "TWOFOLD_MODE": "local",
        "TWOFOLD_SITE_ROOT": env_str("TWOFOLD_SITE_ROOT", f"http://localhost:{port}"),
    }
    # Database, keys and mail are for the one who started it.
    os.umask(0o077)
    look_before_keys_are_made(data)
    fill(data)


def look_before_keys_are_made(data: Path) -> None:
    """Makes the keys of a new folder. Refuses a folder of an earlier Twofold before anything in it is changed."""
    import django
    from django.db import connections

    kept, new = keys.load(data), keys.fresh()
    if not kept:
        # Django does not load without keys, and only with Django can one look.
        keys.take(new)
    django.setup()
    from config.earlier import refuse_earlier_data

    refuse_earlier_data(connections["default"])
    if not kept and not keys.make(data, new):
        raise Mistake("Another start has made the keys of this folder in the same moment. Try again.")


def fill(data: Path) -> None:
    """Tables, static files, and the demo couple in a new database, also when an earlier start broke off before it."""
    from django.core.management import CommandError, call_command

    owed = data / "demo-is-owed"
    if not (data / "twofold.sqlite3").exists():
        owed.touch()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if owed.exists():
        # What it prints, the web server says again when it answers; and where somebody has signed up, it makes nobody.
        with suppress(CommandError):
            call_command("demo", stdout=StringIO())
        owed.unlink()


def refuse_a_busy(port: int) -> None:
    """With --reuse-port two servers would share the port in silence, each answering some of the requests."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Mistake(f"Port {port} is busy. Stop what runs there, or choose another: make run PORT=8001") from None


if __name__ == "__main__":
    main(sys.argv[1:])
