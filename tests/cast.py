"""The cast: alice and bob are a couple, charlie is a stranger in a couple with erin, dana is on her own."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

import clock
import people.actions
from couples import actions
from couples.models import Couple, Partner
from people.actions import signing_in
from people.models import Person
from people.proofs import Given, Proof, are_enough
from people.sessions import Begun, begin
from people.shown_once import LEAVE_THIS_PAGE
from tests.mail import arrived

PASSWORD = "a quiet long password"
SECOND = "/account/login/second/"


def make_person(name: str, *, track: str = "both", zone: str = "UTC") -> Person:
    """A person with a verified address, as after signing up."""
    person = Person.objects.create_user(
        f"{name.lower()}@example.org", PASSWORD, name=name, zone=zone, made_at=clock.now() - timedelta(days=60)
    )
    people.actions.choose_track(person, track)
    people.actions.has_read(person, LEAVE_THIS_PAGE)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def join(inviter: Person, invited: Person) -> Couple:
    """The couple of the two, made the way the product makes it."""
    token = actions.invite(inviter).body["token"]
    return actions.accept(invited, token).couple


def client_of(person: Person) -> Client:
    """A browser in which they are signed in, fully."""
    return signed_in_by(person, Proof.PASSWORD, Proof.INBOX)


def signed_in_by(person: Person, *proofs: Proof, client: Client | None = None) -> Client:
    """A browser in which they are signed in by these proofs: two make it a full sign-in, one a small one."""
    client = client or Client()
    client.force_login(person)
    session = client.session
    small = None if are_enough(proofs) else signing_in.note_small(person, proofs[0]).pk
    begun = Begun(are_enough(proofs), "" if small is None else proofs[0], small, tuple(map(Given, proofs)))
    begin(session, "", clock.today(person.tz), begun)
    session.save()
    return client


def signs_in(client: Client, person: Person, password: str = PASSWORD, **fields: str) -> Any:
    """Signs in fully by the pages, with the password and a mailed code; what the last page answered."""
    answer = client.post("/account/login/", {"login": person.email, "password": password, **fields})
    if answer["Location"] != SECOND:
        return answer
    client.post(SECOND, {"action": "mail"})
    code = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert code
    return client.post(SECOND, {"action": "show", "code": code[1]})


def said_it_is_them(client: Client) -> None:
    """As after the page "Is it you?": for five minutes they are not asked again."""
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def place_of(person: Person) -> Partner:
    return Partner.objects.visible_to(person).get(person=person, left_on=None)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment`, and goes on from there."""
    with clock.shifted(moment - clock.now()):
        yield


@contextmanager
def later(**span: float) -> Iterator[None]:
    """Within the block it is that much later: later(days=8)."""
    with clock.shifted(timedelta(**span)):
        yield


@pytest.fixture
def alice(db: None) -> Person:
    return make_person("Alice", track="hurt")


@pytest.fixture
def bob(db: None) -> Person:
    return make_person("Bob", track="crossed")


@pytest.fixture
def charlie(db: None) -> Person:
    """A stranger, who shares a space with erin."""
    stranger = make_person("Charlie")
    join(stranger, make_person("Erin"))
    return stranger


@pytest.fixture
def dana(db: None) -> Person:
    """On her own."""
    return make_person("Dana")


@pytest.fixture
def couple(alice: Person, bob: Person) -> Couple:
    """Alice and Bob, two. Alice invited."""
    return join(alice, bob)


@pytest.fixture
def as_alice(alice: Person) -> Client:
    return client_of(alice)


@pytest.fixture
def as_bob(bob: Person) -> Client:
    return client_of(bob)


@pytest.fixture
def as_charlie(charlie: Person) -> Client:
    return client_of(charlie)


@pytest.fixture
def as_dana(dana: Person) -> Client:
    return client_of(dana)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    return client_of
