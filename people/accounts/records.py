"""What was shown in a sign-in, as allauth's log of it in the session holds it.

Only what is noted here counts. allauth's own line for a password says neither which password it was, nor whether it was
typed to sign in or once more.
"""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from people.actions import browsers, ways_in
from people.models import Person
from people.proofs import Given, Proof
from people.remembered import remembered

PASSWORD, APP, KEY, BROWSER = "typed-password", "app", "paper-key", "remembered-browser"
MAILED, FACTOR = "code", "mfa"  # allauth's own


def note(request: HttpRequest, person: Person, method: str, **details: str) -> None:
    """Adds a line: `person` has shown something just now."""
    record_authentication(request, person, method=method, **details)


def note_browser(request: HttpRequest, person: Person) -> None:
    """Adds a line where this browser is one in which the password is enough."""
    browser = remembered(request, person)
    if browser is not None:
        note(request, person, BROWSER, ref=str(browser.pk))


def given_in(request: HttpRequest, person: Person) -> list[Given]:
    """What was shown in this sign-in, as far as it counts today."""
    found = [_given(person, record) for record in get_authentication_records(request, person)]
    return [given for given in found if given is not None]


def used_password(request: HttpRequest, person: Person) -> str:
    """Which password was typed: "password", "reset", "old", or none. An older one is never outdone by another."""
    typed = [str(record.get("which")) for record in _of(request, person, PASSWORD)]
    return next((which for which in (ways_in.OLD, ways_in.RESET, ways_in.CURRENT) if which in typed), "")


def address_in(request: HttpRequest, person: Person) -> str:
    """The address that somebody typed to sign in, where a mailed code would go; else their own."""
    typed = [str(record["email"]) for record in get_authentication_records(request, person) if record.get("email")]
    return typed[0] if typed else person.email


def _of(request: HttpRequest, person: Person, method: str) -> list[dict[str, Any]]:
    return [record for record in get_authentication_records(request, person) if record["method"] == method]


def _given(person: Person, record: dict[str, Any]) -> Given | None:
    read = READ.get(record["method"])
    return read(person, record) if read else None


def _by_password(person: Person, which: str) -> Given | None:
    if which == ways_in.RESET:
        reset = ways_in.pending_reset(person)
        return ways_in.given_by_reset(reset) if reset else None
    return Given(Proof.PASSWORD) if which == ways_in.OLD else ways_in.given_of(person, Proof.PASSWORD)


def _by_mail(person: Person, record: dict[str, Any]) -> Given:
    return ways_in.given_of(person, Proof.INBOX, str(record.get("email", "")))


def _by_app(person: Person, record: dict[str, Any]) -> Given:
    return ways_in.given_of(person, Proof.FACTOR, str(record["ref"]))


def _by_key(person: Person, record: dict[str, Any]) -> Given:
    return ways_in.given_of(person, Proof.KEY, str(record["ref"]))


def _by_browser(person: Person, record: dict[str, Any]) -> Given | None:
    browser = browsers.browser_called(person, uuid.UUID(record["ref"]))
    return Given(Proof.BROWSER, browser.made_at) if browser else None


def _by_passkey(person: Person, record: dict[str, Any]) -> Given | None:
    """Only one that was used to sign in, and is still there."""
    if not record.get("passwordless") or not Authenticator.objects.filter(pk=record["id"], user=person).exists():
        return None
    return ways_in.given_of(person, Proof.PASSKEY, str(record["id"]))


READ: dict[str, Callable[[Person, dict[str, Any]], Given | None]] = {
    PASSWORD: lambda person, record: _by_password(person, str(record.get("which"))),
    MAILED: _by_mail,
    APP: _by_app,
    KEY: _by_key,
    BROWSER: _by_browser,
    FACTOR: _by_passkey,
}
