"""Adding second steps by their pages, as people do."""

import base64
import hashlib
import hmac
import json
import re
import struct
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from people.models import Change, Person
from tests.cast import PASSWORD, said_it_is_them
from tests.machines.passkeys import Passkey

MOMENT = 1_800_000_000


class App:
    """An authenticator app (RFC 6238), with its own watch."""

    def __init__(self, secret: str, watch: SimpleNamespace) -> None:
        self.secret, self.watch = secret, watch

    @property
    def code(self) -> str:
        counter = struct.pack(">Q", int(self.watch.now) // 30)
        digest = hmac.new(base64.b32decode(self.secret), counter, hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The moment for which codes are good: half a minute must not end between two lines of a test."""
    watch = SimpleNamespace(now=MOMENT)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: watch.now))
    return watch


def adds_app(client: Client, watch: SimpleNamespace) -> App:
    said_it_is_them(client)
    page = client.get("/sign-in/app/").text
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found, page
    app = App(found[1], watch)
    answer = client.post("/sign-in/app/", {"code": app.code})
    assert answer.status_code == 302, answer.text
    grown_up()
    return app


def grown_up() -> None:
    """What was added counts as itself, as after thirty days."""
    Change.unscoped.all().delete()


def options_on(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found, page
    options: dict[str, Any] = json.loads(found[1])
    return options


def adds_passkey(client: Client, **how: Any) -> Passkey:
    said_it_is_them(client)
    passkey = Passkey(**how)
    credential = passkey.add(options_on(client.get("/sign-in/passkeys/").text))
    answer = client.post("/sign-in/passkeys/", {"credential": credential})
    assert answer.status_code == 302, answer.text
    grown_up()
    return passkey


def asked_for_passkey(client: Client) -> dict[str, Any]:
    """What the button "Sign in with a passkey" asks the browser."""
    answer = client.get("/account/login/passkey/", headers={"Accept": "application/json"})
    options: dict[str, Any] = answer.json()["request_options"]
    return options


def types_password(person: Person, password: str = PASSWORD) -> Client:
    """Half signed in, where there is a second step."""
    client = Client()
    answer = client.post("/account/login/", {"login": person.email, "password": password})
    assert answer.status_code == 302, answer.text
    return client


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200
