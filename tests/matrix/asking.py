"""Asking the house as somebody, and what it changed: every request is undone afterwards."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from people.models import Session
from people.sessions import held_in
from tests.mail import arrived

from .canaries import everything_in
from .world import World

# A visit renews one's session, and whatever is tried often is counted: that is no change of anything one has.
NOT_COUNTED = {"people_session", "django_migrations", "people_tries"}
READS = {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"}

CSRF = re.compile(r'(name="csrfmiddlewaretoken" value=|csrf=|"X-CSRFToken": ?)"?[A-Za-z0-9]{32,}"?')
SESSION = re.compile(r"session=[a-z0-9]+")
# Of a page that is never cached, and of a cookie that lasts: the second in which they were made.
SECOND = re.compile(r"(expires[:=] ?)(?!Thu, 01 Jan 1970)[^;\r\n]* GMT", re.IGNORECASE)
# The id that a form for a new line brings, so that sent twice it makes one line: drawn anew for every page.
NEW_LINE = re.compile(r'name="(clause|subject|note)" value="[0-9a-f-]{36}"')


@dataclass(frozen=True)
class Answer:
    """What came back, and what happened meanwhile."""

    response: HttpResponse
    changed: bool
    queries: int
    mails: tuple[str, ...]
    stored_sessions: tuple[tuple[str, str], ...]

    @property
    def short(self) -> str:
        """As the matrix writes it: a status, or > and where it leads; with ! where a row changed."""
        to = self.response.get("Location", "")
        return (f">{destination(to)}" if to else str(self.response.status_code)) + ("!" if self.changed else "")

    @property
    def sessions(self) -> str:
        """What the sessions of all held by then."""
        return "\n".join(repr(held_in(name, stored)) for name, stored in self.stored_sessions)

    def page(self) -> str:
        """All that came back, with what is drawn anew for each page masked."""
        text = CSRF.sub(r"\1(token)", everything_in(self.response))
        text = SECOND.sub(r"\1(now)", text)
        return NEW_LINE.sub(r'name="\1"', SESSION.sub("session=(key)", text))


def destination(address: str) -> str:
    """The name of the page that a redirect leads to."""
    parts = urlsplit(address)
    try:
        if parts.netloc:
            return "away"
        return str(resolve(parts.path).url_name).removeprefix("account_")
    except Resolver404:
        return "away"


def ask(
    world: World, who: str, method: str, path: str, data: Mapping[str, Any] | None = None, **headers: str
) -> Answer:
    """One request by `who`. Whatever it does is rolled back."""
    cache.clear()  # nobody is slowed down by the one before
    mail.outbox.clear()
    client = world.client(who)
    send = getattr(client, method.lower())
    content: Any = data or {}
    if method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        content = "&".join(f"{key}={value}" for key, value in content.items())
        headers["content_type"] = "application/x-www-form-urlencoded"
    with transaction.atomic(), watching() as watch:
        arguments = () if method in ("GET", "HEAD", "TRACE") else (content,)
        response = send("/" + path, *arguments, **headers)
        queries = watch.queries
        changed = watch.wrote and checksum() != watch.before
        sessions = tuple(Session.objects.values_list("pk", "session_data"))
        mails = tuple(map(letter, arrived()))
        transaction.set_rollback(True)
    return Answer(response, changed, queries, mails, sessions)


def letter(sent: Any) -> str:
    return f"{sent.message().as_string()}\n{sent.body}"


class Watch:
    """Counts queries, and notices the first statement that is not plainly a reading one."""

    def __init__(self) -> None:
        self.queries, self.wrote, self.before = 0, False, ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.queries += 1
        verb = sql.split(None, 1)[0].upper()
        if not self.wrote and verb not in READS and '"people_session"' not in sql:
            # Taken at the last moment at which it is still what it was.
            self.wrote, self.before = True, checksum()
        return execute(sql, params, many, context)


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def tables() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - NOT_COUNTED)


def rows(table: str) -> list[tuple[Any, ...]]:
    """Every row of a table, as its bytes are stored."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]


def checksum() -> str:
    """One number for every row of every table but the sessions."""
    digest = hashlib.sha256()
    for table in tables():
        digest.update(table.encode())
        for row in sorted(map(repr, rows(table))):
            digest.update(row.encode())
    return digest.hexdigest()
