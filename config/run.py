"""`make run`: from nothing to a running Twofold on this computer, and in seconds the second time."""

import importlib.util
import os
import socket
import sys
from pathlib import Path

from config import keys
from config.env import Mistake, env_int, env_str

BASE_DIR = Path(__file__).resolve().parent.parent


def main() -> None:
    """Sets the stage, then becomes honcho, which runs what the Procfile says."""
    try:
        prepare()
    except Mistake as mistake:
        sys.exit(f"{mistake}")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(  # noqa: S606 (no shell is wanted)
        sys.executable, [sys.executable, "-m", "honcho", "-e", os.devnull, "-f", str(BASE_DIR / "Procfile"), "start"]
    )


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
    keys.make(data)
    fill()


def fill() -> None:
    """Tables, static files, and the demo couple where nobody has signed up yet."""
    import django
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    nobody_here = not get_user_model()._default_manager.exists()
    if nobody_here and importlib.util.find_spec("checkins.management.commands.demo"):
        call_command("demo")


def refuse_a_busy(port: int) -> None:
    """With --reuse-port two servers would share the port in silence, each answering some of the requests."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Mistake(f"Port {port} is busy. Stop what runs there, or choose another: make run PORT=8001") from None


if __name__ == "__main__":
    main()
