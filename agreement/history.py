"""Signed history is append-only, and the database itself says so, on SQLite and on PostgreSQL.

Triggers refuse every change to a signed version, its clauses and its signatures. One change passes: in force becomes
superseded, all else equal. `install` and `remove` can be called any number of times.
"""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as Caution
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Clause, Signature, State, Version

PREFIX = "agreement_history"
REFUSAL = "signed history is append-only"
SIGNED = f"('{State.IN_FORCE.value}', '{State.SUPERSEDED.value}')"
VERSION, CLAUSE, SIGNATURE = TABLES = tuple(model._meta.db_table for model in (Version, Clause, Signature))


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place, instead of earlier ones. Does nothing where the tables are not there yet."""
    if not _tables_are_there(connection):
        return
    remove(connection)
    _run(connection, [_creation(connection.vendor, table, event) for table, event in _guarded(connection.vendor)])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away: for a migration that remakes a table, and for tests."""
    if _tables_are_there(connection):
        on_table = connection.vendor == "postgresql"
        drop = "DROP TRIGGER IF EXISTS {name} ON {table}" if on_table else "DROP TRIGGER IF EXISTS {name}"
        guarded = _guarded(connection.vendor)
        _run(connection, [drop.format(name=name_of(table, event), table=table) for table, event in guarded])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should be there and are not, or do not fire."""
    wanted = {name_of(table, event) for table, event in _guarded(connection.vendor)}
    return sorted(wanted - _present(connection))


def check_triggers(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A caution, not an error: `migrate` runs the checks first, and it is `migrate` that mends this."""
    return [
        Caution(
            f"The database does not refuse changes to signed agreements: {', '.join(absent)} missing.",
            hint="Run `manage.py migrate`, which puts the triggers back, then `manage.py verify_history`.",
            id="agreement.W001",
        )
        for connection in map(connections.__getitem__, databases or ())
        if _tables_are_there(connection) and (absent := missing(connection))
    ]


def name_of(table: str, event: str) -> str:
    return f"{PREFIX}_{table.removeprefix('agreement_')}_{event.lower()}"


def _guarded(vendor: str) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for event in ("INSERT", "UPDATE", "DELETE"):
            yield table, event
        if vendor == "postgresql":
            yield table, "TRUNCATE"


def _creation(vendor: str, table: str, event: str) -> str:
    name, forbidden = name_of(table, event), _forbidden(vendor, table, event)
    if vendor == "sqlite":
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {forbidden} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    # A trigger's own condition may not look at another table there, so it stands in a function.
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    result = {"TRUNCATE": "NULL", "DELETE": "OLD"}.get(event, "NEW")
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {forbidden} THEN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; "
        f"END $$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"
    )


def _forbidden(vendor: str, table: str, event: str) -> str:
    """The condition under which this change is refused."""
    if event == "TRUNCATE":
        return _signed_where("TRUE")
    if table == VERSION:
        return _version_forbidden(vendor, event)
    old, new = "id = OLD.version_id", "id = NEW.version_id"
    # SQLite's INSERT OR REPLACE takes the old row away without asking the trigger on DELETE.
    replaced = f"id IN (SELECT version_id FROM {table} WHERE id = NEW.id)"  # noqa: S608 - no input in it
    return _signed_where({"INSERT": f"{new} OR {replaced}", "UPDATE": f"{old} OR {new}", "DELETE": old}[event])


def _version_forbidden(vendor: str, event: str) -> str:
    if event == "INSERT":
        return _signed_where("id = NEW.id OR (couple_id = NEW.couple_id AND number = NEW.number)")
    signed = f"OLD.state IN {SIGNED}"
    if event == "DELETE":
        return signed
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    columns = [field.column for field in Version._meta.local_fields if field.name != "state"]
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
    step = f"OLD.state = '{State.IN_FORCE.value}' AND NEW.state = '{State.SUPERSEDED.value}'"
    return f"{signed} AND ({changed} OR NOT (OLD.state = NEW.state OR ({step})))"


def _signed_where(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {VERSION} WHERE state IN {SIGNED} AND ({condition}))"  # noqa: S608 - no input in it


def _tables_are_there(connection: BaseDatabaseWrapper) -> bool:
    return set(TABLES) <= set(connection.introspection.table_names())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    """Triggers that are there and fire: on PostgreSQL one can be switched off and stay."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {str(row[0]) for row in cursor.fetchall()}
