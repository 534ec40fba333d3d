"""Every two things that two people can do to what they share, at the same moment, as their browsers would.

Where one of the two joins, ends or renews, alice has a link out and bob holds it; otherwise they are two, with a text
offered for signing and a draft each.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

import people.actions
from agreement import actions as agreement
from agreement.models import Removal, Signature
from couples import actions
from couples.models import Invitation, Partner
from couples.us import us_of
from people.models import Person
from people.proofs import Proof
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from tests.cast import PASSWORD, later, make_person, signed_in_by
from tests.mail import arrived
from tests.matrix.deeds import signing_of
from vault.models import Key

from .invariants import broken
from .together import lock_by_lock, together

pytestmark = pytest.mark.django_db(transaction=True)

SHARED = "why-i-am-here"
CALM = {
    HTTPStatus.OK,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


@dataclass
class Side:
    """One of the two, in a browser of their own, with what their open pages would send."""

    person: Person
    client: Client = field(default_factory=partial(Client, raise_request_exception=False))
    token: str = ""
    shown: str = ""
    code: str = ""
    is_going: bool = False
    signing: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        signed_in_by(self.person, Proof.PASSWORD, Proof.INBOX, client=self.client)

    def opens_the_pages(self) -> None:
        """What the forms of their pages hold before anybody presses anything."""
        self.posts("/account/reauthenticate/", password=PASSWORD)
        self.posts("/account/email/", action_add="", email=f"new-{self.person.email}")
        self.code = code_in(arrived()[-1])
        self.shown = sealed.keep(self.person, light(), {"hope": {"value": "that we laugh"}}).fingerprint
        offered = signing_of(self.person)
        if offered is not None:
            version, sha256, shown = offered
            self.signing = {
                "version": str(version.pk),
                "sha256": sha256,
                "shown": shown,
                "meant": "on",
                "name": self.person.name,
                "password": PASSWORD,
            }

    def wants_to_go(self) -> None:
        """They asked to be deleted, more than a week ago."""
        with later(days=-8):
            people.actions.ask_deletion(self.person)
        self.is_going = True

    def is_gone(self) -> bool:
        return not Key.objects.filter(pk=self.person.key_id, wrapped__isnull=False).exists()

    def posts(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data)


def code_in(letter: EmailMessage) -> str:
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", str(letter.body))
    assert found, letter.body
    return found[0]


def light():
    return piece_of(catalogue.activity(SHARED))


def accept(side: Side) -> Any:
    return side.posts(f"/join/{side.token}/yes/")


def end(side: Side) -> Any:
    return side.posts("/invitation/ending/")


def renew(side: Side) -> Any:
    return side.posts("/invitation/")


def leave(side: Side) -> Any:
    return side.posts("/settings/space/", password=PASSWORD)


def sign(side: Side) -> Any:
    return side.posts("/agreement/signing/", **side.signing)


def discard(side: Side) -> Any:
    return side.posts("/agreement/draft/removal/", version=side.signing.get("version", ""))


def seal(side: Side) -> Any:
    return side.posts("/plan/3/seal/", shown=side.shown)


def change_email(side: Side) -> Any:
    return side.posts("/account/confirm-email/", code=side.code)


def delete(side: Side) -> Any:
    """Their day is over, and the bell rings."""
    assert side.is_going
    actions.carry_out_deletions()
    return HttpResponse()


DEEDS: tuple[Callable[[Side], Any], ...] = (accept, end, renew, leave, delete, sign, discard, seal, change_email)
DONE = {
    accept: "/today/",
    end: "/invitation/",
    renew: "/invitation/",
    leave: "/settings/space/after/",
    delete: None,
    sign: "/agreement/in-force/",
    discard: "/agreement/",
    seal: "/plan/3/sealed/",
    change_email: "/",
}
OF_JOINING = {accept, end, renew}


def two_sides(number: int, joining: bool) -> tuple[Side, Side]:
    alice, bob = (Side(make_person(f"{name}{number}")) for name in ("Alice", "Bob"))
    token = actions.invite(alice.person).body["token"]
    actions.invite(bob.person)
    if not joining:
        actions.accept(bob.person, token)
        agreement.add_clause(alice.person, agreement.LineWords("We tell each other the same day."))
        agreement.offer(bob.person)
    alice.token = bob.token = token
    for side in (alice, bob):
        side.opens_the_pages()
    return alice, bob


def members(side: Side) -> int:
    mine = Partner.unscoped.filter(person=side.person, left_on=None).values("couple")
    return Partner.unscoped.filter(couple__in=mine, left_on=None).count()


@pytest.fixture
def ledger(settings: Any, tmp_path: Path) -> None:
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "deletions.jsonl"


@pytest.mark.parametrize("first", DEEDS, ids=lambda deed: deed.__name__)
def test_any_two_deeds_at_once(first, long, ledger):
    numbers = itertools.count()
    for second in DEEDS:
        joining = bool({first, second} & OF_JOINING)
        for round_number in range(20 if long else 2):
            meet = lock_by_lock if round_number % 2 else together
            alice, bob = two_sides(next(numbers), joining)
            for side, deed in ((alice, first), (bob, second)):
                if deed is delete:
                    side.wants_to_go()
            answers = meet(partial(first, alice), partial(second, bob))
            both = f"{first.__name__} and {second.__name__}, round {round_number}"
            for answer in answers:
                assert answer.status_code in CALM, f"{both}: {answer.status_code}\n{answer.text[:2000]}"
            assert broken() == [], both
            assert all(side.is_gone() == side.is_going for side in (alice, bob)), both
            assert {members(alice), members(bob)} <= {0, 1, 2}, both


@pytest.mark.parametrize(("deed", "leads_to"), DONE.items(), ids=lambda deed: getattr(deed, "__name__", ""))
def test_each_deed_alone_is_done(deed, leads_to, ledger):
    """Else the races would only show how calmly nothing happens."""
    alice, bob = two_sides(1, joining=deed in OF_JOINING)
    if deed is delete:
        bob.wants_to_go()
    answer = deed(bob)
    assert answer.get("Location") == leads_to
    assert {
        accept: lambda: members(alice) == 2,
        end: lambda: not Invitation.unscoped.filter(invited_by=bob.person, ended_at=None).exists(),
        renew: lambda: Invitation.unscoped.filter(invited_by=bob.person).count() == 2,
        leave: lambda: members(alice) == members(bob) == 0,
        delete: lambda: bob.is_gone() and members(alice) == 0,
        sign: lambda: Signature.unscoped.filter(person=bob.person).exists(),
        discard: lambda: Removal.unscoped.filter(person=bob.person).exists(),
        seal: lambda: sealed_reading.written_of(us_of(bob.person), light()).answer is not None,
        change_email: lambda: EmailAddress.objects.filter(user=bob.person, email__startswith="new-").exists(),
    }[deed]()
