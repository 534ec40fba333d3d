"""An address that somebody has here, and one that nobody has: the same bytes, the same queries, the same hashes."""

import re
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reminders.models import SignInMail
from tests.cast import make_person
from tests.mail import arrived

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "ines@example.org", "nina@example.org"
NEVER_THE_SAME = re.compile(r'csrfmiddlewaretoken" value="[^"]+|(csrf|session)=[^;]+|\d\d:\d\d:\d\d GMT')
WAYS: dict[str, dict[str, str]] = {
    "/account/login/": {"password": "not the one at all"},
    "/account/password/reset/": {},
    "/account/login/code/": {},
    "/account/signup/": {"name": "Ines", "password1": "four unrelated calm words", "adult": "on"},
}
BOOKKEEPING = {"SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"}


@pytest.fixture(autouse=True)
def _ines(db: None) -> None:
    make_person("Ines")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many passwords were hashed."""
    counted: Counter[str] = Counter()
    encode = MD5PasswordHasher.encode

    def counting(self: Any, password: str, salt: str) -> str:
        counted["hashes"] += 1
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


def kind(sql: str) -> str:
    """The verb and the table of a statement."""
    table = re.search(r'(?:FROM|INTO|UPDATE) "?(\w+)', sql)
    return f"{sql.split(None, 1)[0]} {table[1] if table else ''}"


class Asking:
    """One browser on a machine of its own; what each of its requests cost and got."""

    def __init__(self, machine: str, email: str, hashed: Counter[str]) -> None:
        self.client, self.email, self.hashed = Client(REMOTE_ADDR=machine), email, hashed
        self.costs: list[Counter[str]] = []
        self.bytes: list[str] = []

    def ask(self, method: str, path: str, given: dict[str, str]) -> str:
        cache.clear()
        self.hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(self.client, method)(path, given)
        kinds = Counter(kind(query["sql"]) for query in queries.captured_queries)
        self.costs.append(Counter({k: n for k, n in kinds.items() if k.split()[0] not in BOOKKEEPING}) + self.hashed)
        said = f"{answer.status_code} {dict(answer.headers)} {answer.cookies.output()} {answer.text}"
        self.bytes.append(NEVER_THE_SAME.sub("(masked)", said.replace(self.email, "(address)")))
        return str(answer.headers.get("Location", path))

    def walk(self, path: str) -> None:
        name = "login" if path == "/account/login/" else "email"
        code = self.ask("post", path, {**WAYS[path], name: self.email})
        self.ask("get", code, {})
        self.ask("post", code, {"action": "verify", "code": "WRONG1"})
        self.ask("post", code, {"action": "resend"})
        for _ in range(3):
            self.ask("post", code, {"action": "verify", "code": "WRONG1"})
        self.ask("get", code, {})


@pytest.mark.parametrize("path", WAYS)
def test_what_it_costs_and_what_comes_back_does_not_tell_who_is_here(path: str, hashed: Counter[str]) -> None:
    known, unknown = Asking("192.0.2.1", KNOWN, hashed), Asking("192.0.2.2", UNKNOWN, hashed)
    known.walk(path)
    unknown.walk(path)
    differing = [(one - other, other - one) for one, other in zip(known.costs, unknown.costs, strict=True)]
    assert differing == [(Counter(), Counter())] * len(known.costs)
    assert known.bytes == unknown.bytes
    assert sum(known.costs[0].values()) > 5, "there is something that could differ"
    assert known.costs[0]["hashes"] == {"/account/login/": 3, "/account/signup/": 1}.get(path, 0)


def test_for_an_address_that_nobody_has_a_row_waits_and_no_mail_comes() -> None:
    Client().post("/account/password/reset/", {"email": UNKNOWN})
    Client().post("/account/password/reset/", {"email": KNOWN})
    assert SignInMail.unscoped.count() == 2
    assert [mail.to for mail in arrived()] == [[KNOWN]]


def test_signing_up_with_a_known_address_makes_nobody() -> None:
    from people.models import Person
    from vault.models import Key

    before = Person.objects.count(), Key.objects.count()
    Client().post("/account/signup/", {**WAYS["/account/signup/"], "email": KNOWN})
    assert (Person.objects.count(), Key.objects.count()) == before
    assert [mail.subject for mail in arrived()] == ["Your account"]
