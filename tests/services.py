"""A pytest plugin, named by `addopts` in pyproject.toml: it prepares the ground before Django's settings load.

A conftest would be too late, since pytest-django has read DATABASES by then.
`python -m tests.services` finds or installs what the suite needs and says where it is.
"""

import base64
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.machines import Missing, chromium, redis
from tests.machines.postgres import Postgres, found

KEY = pytest.StashKey["Ground"]()
FOREIGN = ("TWOFOLD_", "DATABASE_", "REDIS_", "PG", "DJANGO_SETTINGS")


class Ground:
    """A data folder, keys, and a database for this run; xdist's workers inherit them through the environment."""

    def __init__(self, database: str) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="twofold-test-"))
        self.postgres = Postgres() if database == "postgres" else None

    def lay(self) -> None:
        # Whatever the caller's shell says about databases and brokers, this run has its own.
        for name in [name for name in os.environ if name.startswith(FOREIGN)]:
            del os.environ[name]
        if self.postgres:
            self.postgres.start()
        os.environ |= {
            "TWOFOLD_MODE": "test",
            "TWOFOLD_DATA": str(self.data),
            "TWOFOLD_SECRET_KEY": secrets.token_urlsafe(64),
            "TWOFOLD_VAULT_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "DATABASE_URL": self.postgres.url if self.postgres else f"sqlite:///{self.data / 'twofold.sqlite3'}",
        }

    def clear(self) -> None:
        if self.postgres:
            self.postgres.stop()
        shutil.rmtree(self.data, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("twofold")
    group.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="the database to test on")
    group.addoption("--long", action="store_true", help="use the large numbers of `make test-long`")
    group.addoption("--seed", type=int, help="of tests/hostile, ask only the request that is drawn from this number")


# A wrapper runs before pytest-django's own hook of that name, which loads the settings.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        ground = Ground(early_config.known_args_namespace.db)
        early_config.stash[KEY] = ground
        early_config.add_cleanup(ground.clear)
        try:
            ground.lay()
        except Missing as missing:
            raise pytest.UsageError(str(missing)) from None
    return (yield)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('db')}"


def main() -> None:
    """Finds or installs all that the suite needs; ends with a sentence when something cannot be had."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            print("PostgreSQL:", found(Path(folder), {}))
        print("Redis:", redis.executable(install=True))
        print("Chromium:", chromium.executable(install=True))
    except Missing as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
