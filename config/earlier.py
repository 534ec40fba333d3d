"""What another version of Twofold wrote, most likely an earlier one: noticed before `migrate`, and not touched.

The tables must be those that the checkout's own migrations make, as far as they are recorded as applied. So a new
database passes, one whose migrations are merely behind, and one that was restored.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader
from django.db.utils import load_backend

from config.env import Mistake

READER = "reader"


class EarlierData(Mistake):
    """The database is of another version; the message is one sentence that says where it is and what to do."""


def refuse_earlier_data(connection: BaseDatabaseWrapper) -> None:
    """Takes the connection that is about to be migrated; raises EarlierData where this checkout cannot go on from it.

    Only reads. Of SQLite's file it uses a connection of its own: the usual one switches the journal, which writes.
    """
    if connection.vendor != "sqlite":
        if is_earlier(connection):
            raise EarlierData(sentence(None))
        return
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.is_file():
        return
    with only_reading(connection, file) as reader:
        if is_earlier(reader):
            raise EarlierData(sentence(file))


def is_earlier(connection: BaseDatabaseWrapper) -> bool:
    """Whether migrations of our rooms were applied that are not here, or the tables are not what the applied ones make.

    Where a later migration makes or renames something by SQL alone, it must tell Django's state of it.
    """
    rooms = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    loader = MigrationLoader(connection)
    applied = [key for key in loader.applied_migrations if key[0] in rooms]
    known = {*loader.disk_migrations, *(old for new in loader.disk_migrations.values() for old in new.replaces)}
    if not known.issuperset(applied):
        return True
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return True
    expected = tables_made_by(loader, [key for key in applied if key in loader.graph.nodes], rooms)
    return tables_there(connection, rooms, expected) != expected


def tables_made_by(loader: MigrationLoader, applied: list[tuple[str, str]], rooms: set[str]) -> dict[str, set[str]]:
    """The columns of each table of our rooms, as these migrations leave them behind."""
    models = loader.project_state(applied).apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.local_concrete_fields}
        for model in models
        if model._meta.app_label in rooms and model._meta.managed and not model._meta.proxy
    }


def tables_there(connection: BaseDatabaseWrapper, rooms: set[str], expected: Iterable[str]) -> dict[str, set[str]]:
    """The columns of each table that is expected or is called as one of our rooms' would be."""
    prefixes = tuple(f"{room}_" for room in rooms)
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: columns(cursor, name) for name in names if name in expected or name.startswith(prefixes)}


def columns(cursor: CursorWrapper, table: str) -> set[str]:
    """The names of a table's columns."""
    # Not Django's get_table_description: on SQLite it stumbles over some of our own constraints.
    cursor.execute(f"SELECT * FROM {cursor.db.ops.quote_name(table)} WHERE 1 = 0")  # noqa: S608 (a table's name)
    return {column[0] for column in cursor.description}


@contextmanager
def only_reading(connection: BaseDatabaseWrapper, file: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the same SQLite file that changes nothing in its folder."""
    # SQLite keeps both beside the file itself, not beside a link to it.
    file = file.resolve()
    log, index = Path(f"{file}-wal"), Path(f"{file}-shm")
    if not log.exists() or not log.stat().st_size:
        # Merely read-only, SQLite would make both files anew and leave them there.
        way = "&immutable=1"
    elif index.exists():
        # A process has it open, or was killed: the last words stand in the log, and the index need not be repaired.
        way = "&readonly_shm=1"
    else:
        # A log that was copied without its index: here SQLite makes the index, and changes nothing that was there.
        way = ""
    named = {**connection.settings_dict, "NAME": f"{file.as_uri()}?mode=ro{way}", "OPTIONS": {}}
    reader = load_backend(str(named["ENGINE"])).DatabaseWrapper(named, READER)
    # Known to all by its name: Django asks for the applied migrations by the alias, not by the connection it is given.
    connections[READER] = reader
    try:
        yield reader
    finally:
        reader.close()
        del connections[READER]


def sentence(file: Path | None) -> str:
    """What to do, where the database is this file or, without one, on a server."""
    written = "was written by another version of Twofold, most likely an earlier one, and this one cannot read it"
    if file and file.parent == settings.TWOFOLD_DATA:
        return (
            f"What is in {file.parent} {written}; nothing in it was changed:"
            " move that folder away, or set TWOFOLD_DATA to another, and try again."
        )
    return (
        f"The database that DATABASE_URL names {written}; nothing in it was changed:"
        " keep it as it is, let DATABASE_URL name a new one, and try again."
    )
