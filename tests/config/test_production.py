"""Production refuses to start on what would harm somebody. Each in a process of its own, as a server would start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.keys import fresh

ROOT = Path(__file__).resolve().parent.parent.parent
WEAK_KEY = "A" * 43


def hosted(tmp_path: Path) -> dict[str, str]:
    """The environment of a server that is set up well."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TWOFOLD_", "DATABASE_", "REDIS_"))
    }
    made = dict(line.split("=", 1) for line in fresh().splitlines())
    return {
        **kept,
        **made,
        "TWOFOLD_SITE_ROOT": "https://twofold.example",
        "TWOFOLD_HOST_NAME": "A host",
        "TWOFOLD_MAIL_FROM": "post@twofold.example",
        "TWOFOLD_SMTP_HOST": "mail.twofold.example",
        "TWOFOLD_DATA": str(tmp_path),
    }


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "import config.settings"]
    return subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_server_that_is_set_up_well_starts(tmp_path: Path) -> None:
    done = start(hosted(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"TWOFOLD_DEBUG": "1"}, "TWOFOLD_DEBUG is on in production"),
        ({"TWOFOLD_SECRET_KEY": ""}, "TWOFOLD_SECRET_KEY is not set"),
        ({"TWOFOLD_SECRET_KEY": "secret"}, "TWOFOLD_SECRET_KEY is too weak"),
        ({"TWOFOLD_SITE_ROOT": ""}, "TWOFOLD_SITE_ROOT is not set"),
        ({"TWOFOLD_SITE_ROOT": "https://*"}, "exactly one host"),
        ({"TWOFOLD_SITE_ROOT": "http://twofold.example"}, "must begin with https"),
        ({"TWOFOLD_VAULT_KEYS": ""}, "TWOFOLD_VAULT_KEYS is not set"),
        ({"TWOFOLD_VAULT_KEYS": WEAK_KEY}, "TWOFOLD_VAULT_KEYS holds a key that is not random"),
        ({"TWOFOLD_CLOCK_OFFSET": "1d"}, "TWOFOLD_CLOCK_OFFSET is set in production"),
        ({"TWOFOLD_HOST_NAME": ""}, "TWOFOLD_HOST_NAME is not set"),
        ({"TWOFOLD_SMTP_HOST": ""}, "TWOFOLD_SMTP_HOST is not set"),
        ({"TWOFOLD_MAIL_FROM": ""}, "TWOFOLD_MAIL_FROM is not set"),
        ({"TWOFOLD_MODE": "staging"}, "Write one of: production, local, test"),
        ({"DATABASE_URL": "mysql://root@localhost/twofold"}, "DATABASE_URL names a database"),
        ({"DATABASE_URL": "not an address"}, "DATABASE_URL cannot be read"),
    ],
)
def test_it_refuses_to_start_with_a_sentence(tmp_path: Path, wrong: dict[str, str], sentence: str) -> None:
    environment = {**hosted(tmp_path), **wrong}
    done = start(environment)
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]
    assert environment["TWOFOLD_VAULT_KEYS"] == "" or environment["TWOFOLD_VAULT_KEYS"] not in done.stderr


def test_a_local_run_makes_its_keys_once_for_its_owner_only(tmp_path: Path) -> None:
    environment = {name: value for name, value in hosted(tmp_path).items() if not name.startswith("TWOFOLD_")}
    environment |= {"TWOFOLD_MODE": "local", "TWOFOLD_DATA": str(tmp_path / "data")}
    make = [sys.executable, "-m", "config.keys"]
    subprocess.run(make, env=environment, cwd=ROOT, check=True)
    place = tmp_path / "data/keys.env"
    first = place.read_text()
    subprocess.run(make, env=environment, cwd=ROOT, check=True)
    assert (place.read_text(), oct(place.stat().st_mode & 0o777)) == (first, "0o600")
    assert start(environment).returncode == 0
