"""A database of another version is told from one that `migrate` can go on from, and is left as it was."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from config.earlier import EarlierData, is_earlier, refuse_earlier_data
from tests.config.earlier_state import EARLIER, NAME_ANOTHER

ROOT = Path(__file__).resolve().parent.parent.parent


class Database:
    """A new, empty database of its own, beside the one of the run."""

    def __init__(self, url: str) -> None:
        self.url = url
        # Under a name of its own: by "default", Django would read the applied migrations of the run's database.
        its = dict(dj_database_url.parse(url))
        made = ConnectionHandler({"default": its, "elsewhere": its})["elsewhere"]
        self.connection: BaseDatabaseWrapper = made
        connections["elsewhere"] = made

    def does(self, *statements: str) -> None:
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        # As a process that has ended: SQLite's file is whole, and whoever looks has a connection of their own.
        self.connection.close()

    def all_there_is(self) -> dict[str, Any]:
        """Every byte of SQLite's folder; of a server, every table with its rows."""
        if self.connection.vendor == "sqlite":
            folder = Path(str(self.connection.settings_dict["NAME"])).parent
            return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())}
        with self.connection.cursor() as cursor:
            found = {}
            for name in self.connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {name}")
                found[name] = (str(cursor.description), cursor.fetchall())
        self.connection.close()
        return found

    def migrate(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "manage.py", "migrate", "-v", "0", *arguments]
        environment = {**os.environ, "DATABASE_URL": self.url}
        return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any) -> Iterator[Database]:
    if request.config.getoption("db") == "sqlite":
        (tmp_path / "folder").mkdir()
        with django_db_blocker.unblock():
            yield Database(f"sqlite:///{tmp_path}/folder/database")
        del connections["elsewhere"]
        return
    import psycopg

    name = f"earlier_{uuid4().hex}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        with django_db_blocker.unblock():
            made = Database(os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?"))
            yield made
            made.connection.close()
        del connections["elsewhere"]
        server.execute(f"DROP DATABASE {name}".encode())


def test_migrate_meets_an_earlier_database_with_a_sentence_and_leaves_it_as_it_is(database: Database) -> None:
    database.does(*EARLIER)
    before = database.all_there_is()
    done = database.migrate()
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NAME_ANOTHER)
    assert database.all_there_is() == before


@pytest.mark.parametrize("arguments", [["--plan"], ["--check"], ["--fake-initial"], ["vault", "zero"]])
def test_no_way_of_migrating_leads_around_it(database: Database, arguments: list[str]) -> None:
    database.does(*EARLIER)
    done = database.migrate(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NAME_ANOTHER)


def test_who_calls_the_command_gets_the_refusal(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.earlier.is_earlier", lambda _connection: True)
    with pytest.raises(EarlierData):
        call_command("migrate", verbosity=0)


def test_a_new_database_passes_and_one_that_is_behind_and_one_that_is_up_to_date(database: Database) -> None:
    refuse_earlier_data(database.connection)
    for arguments in (["people"], [], ["sealed", "zero"], []):
        done = database.migrate(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def does(*statements: str) -> None:
    """Changes the run's own database, until the end of a test."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


NOW = "INSERT INTO django_migrations (app, name, applied) VALUES ('{}', '{}', '2026-11-22 00:00:00')"


@pytest.mark.parametrize(
    "change",
    [
        NOW.format("reminders", "0002_sign_in_mail"),
        "DELETE FROM django_migrations WHERE app = 'people'",
        "DELETE FROM django_migrations WHERE app = 'sealed'",
        "ALTER TABLE reminders_reminder RENAME TO owed",
        "ALTER TABLE people_person RENAME COLUMN email TO address",
        "ALTER TABLE sealed_answer ADD COLUMN opens_at timestamp",
        "CREATE TABLE recovery_reveal (id integer PRIMARY KEY)",
    ],
)
def test_each_way_in_which_it_can_differ_is_noticed(db: None, change: str) -> None:
    assert not is_earlier(connection)
    does(change)
    assert is_earlier(connection)


def test_what_is_not_ours_does_not_matter(db: None) -> None:
    does(NOW.format("account", "0099_later"), NOW.format("elsewhere", "0001_initial"))
    does("CREATE TABLE elsewhere (id integer PRIMARY KEY)", "CREATE TABLE account_later (id integer)")
    assert not is_earlier(connection)


def test_migrations_that_were_squashed_into_one_are_known(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    squashed = import_module("vault.migrations.0001_initial").Migration
    does(NOW.format("vault", "0000_before"))
    assert is_earlier(connection)
    monkeypatch.setattr(squashed, "replaces", [("vault", "0000_before")])
    assert not is_earlier(connection)
