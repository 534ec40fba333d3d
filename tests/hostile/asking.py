"""A hostile request, all of it drawn from one number: who asks what, by which method, with which words and headers."""

import html
import re
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.matrix.routes import example, route_of, routes
from tests.matrix.rows import PATHS, ROWS, filled
from tests.matrix.sent import sent_to
from tests.matrix.world import World
from tests.served import as_served

from . import values
from .on_the_way import ON_THE_WAY

WHO = ("anonymous", "alice", "alice", "bob", "bob", "sure", "sure", "charlie", "dana", "frank", "erin")
METHODS = {"GET": 30, "POST": 50, "PUT": 4, "DELETE": 4, "HEAD": 5, "OPTIONS": 4, "PATCH": 2, "TRACE": 1}
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
CHARSETS = ("latin-1", "utf-16", "rot13", "undefined", "idna", "x" * 99)
KINDS = (
    *("", "x", "application/json", "text/xml", "text/plain", "text/x; a*=rot13'en'%41", "multipart/form-data"),
    *(f"multipart/form-data; boundary={between}" for between in ("", "\xff", "x" * 300, '"x')),
    *(f"{kind}; charset={name}" for kind in (FORM, PARTS, "text/xml") for name in CHARSETS),
)
# As WSGI names them: what a request says of itself, and of who asks. A length that is none never comes: the server
# refuses it, as it does a NUL or the end of a line within a header.
HEADERS = (
    *("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST"),
    *("HTTP_X_FORWARDED_PROTO", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_CURRENT_URL", "HTTP_HX_PROMPT"),
    *("HTTP_HX_CURRENT_URL_URI_AUTOENCODED", "HTTP_TRIGGERING_EVENT", "HTTP_SEC_PURPOSE", "HTTP_SEC_FETCH_DEST"),
    *("HTTP_SEC_FETCH_SITE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_USER_AGENT", "HTTP_REFERER"),
    *("HTTP_ORIGIN", "HTTP_HOST", "HTTP_X_TIMER", "HTTP_X_SECONDS_AGO", "HTTP_X_REQUESTED_WITH", "HTTP_AUTHORIZATION"),
    *("HTTP_X_CSRFTOKEN", "REMOTE_ADDR", "HTTP_CONTENT_ENCODING", "HTTP_EXPECT", "HTTP_RANGE"),
)
SAID = (
    *("text/html; q*=rot13''x", "*/*", "application/json", "*;q=nan", "en;q=1e400", "de-" * 500, "W/", "true", "empty"),
    *("prefetch", "XMLHttpRequest", "bytes=9-1", "bytes=-" + "9" * 30, "1.2.3.4, ::1, x", "[fe80::1%"),
    *("::ffff:1.2.3.4", "999.1.1.1", "Thu, 99 Foo 9999", "Fri, 31 Dec 9999 23:59:59 GMT", "https://example.org/"),
    *("http://[", "null", "Basic \xff", "100-continue", "gzip", '[{"a":' * 5000),
)
COOKIES = ("session", "session", "browser", "theme", "csrf", "messages", "x")
# What stands within quotes may name any byte by its number.
QUOTED = ('"\\000aaaaaaaaaaaa"', '"\\377\\355\\240\\200aaaaaaaa"', '"aaaaaaaaaaaa', "a" * 32, "a" * 4000, "é" * 40, ";")
FIELD = re.compile(r"<(?:input|textarea|select|button)\b[^>]*\bname=\"([^\"]*)\"[^>]*>")
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


@dataclass
class Asked:
    """A request as it was sent, and what came back."""

    seed: int
    who: str
    method: str
    path: str
    query: str = ""
    kind: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    response: Any = None

    def __str__(self) -> str:
        sent = f"{self.method} {self.path} as {self.who}, {self.query[:200]!r} {self.kind!r} {self.body[:400]!r}"
        return f"--seed={self.seed}: {sent} {self.headers}"[:1500]


def ask(world: World, seed: int) -> Asked:
    """Sends the request of that number, and undoes whatever it does."""
    cache.clear()  # nobody is slowed down by the one before
    chance = Random(seed)
    who, path, address = whom_and_where(chance, world, seed)
    client = as_served(world.client(who))
    asked = Asked(seed, who, method_for(chance, path), address)
    with transaction.atomic():
        asked.headers = headers_of(chance, world, client)
        known = fields_of(chance, world, client, asked, path)
        asked.query = said_in_query(chance, world)
        asked.kind, asked.body = body_of(chance, world, known) if asked.method not in ("GET", "HEAD") else ("", b"")
        asked.response = answer(client, asked)
        transaction.set_rollback(True)
    return asked


def answer(client: Client, asked: Asked) -> HttpResponse:
    extra: dict[str, Any] = {**asked.headers, "QUERY_STRING": asked.query}
    return client.generic(asked.method, asked.path, asked.body, asked.kind, **extra)  # type: ignore[return-value]


# -- Whom and where


def whom_and_where(chance: Random, world: World, seed: int) -> tuple[str, str, str]:
    """Who asks, the line of the matrix, and the address. Seeds in a row take each route in turn."""
    known = sorted(routes())
    route = known[seed % len(known)]
    path = chance.choice([path for path in PATHS if route_of(example(path)) == route])
    places = world.places
    if chance.random() < 0.25:
        places = {name: quote(values.value(chance, world)[:3000], safe="") for name in places}
    who = ON_THE_WAY if path.startswith("account/") and chance.random() < 0.5 else WHO
    return chance.choice(who), path, "/" + filled(path, places)


def method_for(chance: Random, path: str) -> str:
    """Mostly one that the address knows."""
    known = [row.method for row in ROWS if row.path == path and row.answers]
    if known and chance.random() < 0.6:
        return chance.choice(known)
    return str(chance.choices(*zip(*METHODS.items(), strict=True))[0])


# -- With which words


def fields_of(chance: Random, world: World, client: Client, asked: Asked, path: str) -> list[tuple[str, bytes]]:
    """Names of fields, with what would be right to say: of the forms on the page, of the matrix, or of nobody."""
    match chance.choices(("page", "matrix", "nobody"), (4, 4, 2))[0]:
        case "page" if asked.method not in ("GET", "HEAD"):
            return list(fields_on(client.get(asked.path).content.decode(errors="replace")))
        case "matrix":
            return [(name, said.encode()) for name, said in sent_to(world, asked.who, path).items()]
    return [(name, b"") for name in chance.choices(values.NAMES, k=chance.randrange(5))]


def fields_on(page: str) -> list[tuple[str, bytes]]:
    found = FIELD.finditer(page)
    return [(html.unescape(each[1]), html.unescape("".join(VALUE.findall(each[0])[:1])).encode()) for each in found]


def spoilt(chance: Random, world: World, known: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The fields with some of the values exchanged, some left out, some said twice, and some that nobody asked for."""
    much, fields = chance.choice((0.1, 0.3, 1)), []
    for name, said in known:
        if chance.random() < 0.1:
            continue
        fields += [(name, values.value(chance, world) if chance.random() < much else said)]
        if chance.random() < 0.1:
            fields += [(name, values.value(chance, world))] * chance.choice((1, 1, 40))
    fields += [(name, values.value(chance, world)) for name in chance.choices(values.NAMES, k=chance.randrange(3))]
    return fields * 500 if chance.random() < 0.005 else fields


def said_in_query(chance: Random, world: World) -> str:
    """A query string as WSGI hands it on: bytes, each as a letter."""
    if chance.random() < 0.5:
        return ""
    if chance.random() < 0.1:
        return values.value(chance, world)[:60_000].decode("latin-1")
    names = [chance.choice(values.ASKED if chance.random() < 0.7 else values.NAMES) for _ in range(chance.randrange(4))]
    return values.as_form(chance, spoilt(chance, world, [(name, b"1") for name in names])).decode("latin-1")[:60_000]


def body_of(chance: Random, world: World, known: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """What a body says that it is, and the body: mostly a form, now and then something else, or not what it says."""
    fields = spoilt(chance, world, known)
    match chance.choices(("form", "parts", "json", "other"), (60, 20, 5, 15))[0]:
        case "form":
            return FORM, values.as_form(chance, fields)
        case "parts":
            return PARTS, values.as_multipart(chance, fields)
        case "json":
            return "application/json", values.as_json(fields)
    make = chance.choice((values.as_form, values.as_multipart, lambda chance, _: values.value(chance, world)))
    return chance.choice(KINDS), make(chance, fields)


# -- With which headers


def headers_of(chance: Random, world: World, client: Client) -> dict[str, str]:
    """Some headers, as WSGI has them: latin-1. Of the cookies, one may be garbage, the session too."""
    names = chance.choices(HEADERS, k=chance.choice((0, 0, 1, 2, 4)))
    found = {name: header(chance, world) for name in names}
    if chance.random() < 0.2:
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        garbage = chance.choice(QUOTED) if chance.random() < 0.5 else header(chance, world)
        found["HTTP_COOKIE"] = f"{kept}; {chance.choice(COOKIES)}={garbage}"
    return found


def header(chance: Random, world: World) -> str:
    """One line."""
    said = chance.choice(SAID) if chance.random() < 0.5 else values.value(chance, world)[:8000].decode("latin-1")
    return re.sub(r"[\r\n\0]", " ", said)
