"""Who may do what with which proofs, and what the owner sees next: the tables of docs/safety.md, every cell."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from agreement.models import Signature
from people.actions import paper_keys, settle_all
from people.models import Aside, Change, Deletion, Person
from people.proofs import Proof
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.models import Answer
from tests.agreement.conftest import draft, offered  # noqa: F401 - fixtures
from tests.agreement.test_signing_page import SIGNING, form_of_signing
from tests.cast import PASSWORD, SECOND, client_of, later, signs_in
from tests.machines.passkeys import Passkey
from tests.people.coming_in import BECOME, LOGIN, by_mail, by_password, is_full, last_code, remembered, resets
from tests.people.second_steps import App, adds_app, options_on, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db

CANARY, NEW, THEIRS = "a canary of hers", "the thief’s own phrase", "thief@example.org"


@dataclass
class Kit:
    """What somebody holds: a browser in which they have done what they could to come in, and what they can type."""

    client: Client
    typed: str = ""
    owner: dict[str, Any] = field(default_factory=dict)


def stranger(alice: Person, key: str) -> Kit:
    client = Client()
    client.post(LOGIN, {"login": alice.email, "password": "a guess of theirs"})
    return Kit(client)


def with_inbox(alice: Person, key: str) -> Kit:
    return Kit(by_mail(alice))


def with_password(alice: Person, key: str) -> Kit:
    return Kit(by_password(alice), PASSWORD)


def with_key(alice: Person, key: str) -> Kit:
    client = Client()
    client.post(LOGIN, {"login": alice.email, "password": key, "key": key})
    return Kit(client, key)


def with_phone(alice: Person, key: str) -> Kit:
    return Kit(client_of(alice))


def with_phone_and_inbox(alice: Person, key: str) -> Kit:
    resets(alice, NEW)
    return Kit(client_of(alice), NEW)


def with_phone_and_password(alice: Person, key: str) -> Kit:
    return Kit(client_of(alice), PASSWORD)


def with_inbox_and_password(alice: Person, key: str) -> Kit:
    client = by_mail(alice)
    client.post(BECOME, {"password": PASSWORD})
    return Kit(client, PASSWORD)


def with_inbox_and_key(alice: Person, key: str) -> Kit:
    client = by_mail(alice)
    client.post(BECOME, {"code": key})
    return Kit(client, key)


def with_password_and_key(alice: Person, key: str) -> Kit:
    client = Client()
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD, "key": key})
    return Kit(client, key)


def who_set_it_up(alice: Person, key: str) -> Kit:
    """They chose the password, and ticked their own browser."""
    return Kit(remembered(alice), PASSWORD)


# -- The deeds: each says whether it was done


def reads(kit: Kit, alice: Person) -> bool:
    return CANARY in kit.client.get("/plan/9/", follow=True).text


def writes(kit: Kit, alice: Person) -> bool:
    kit.client.post("/aside/", {"text": "words of theirs"})
    return Aside.unscoped.filter(person=alice).exists()


def signs(kit: Kit, alice: Person) -> bool:
    page = kit.client.get(SIGNING)
    if page.status_code == 200:
        kit.client.post(SIGNING, form_of_signing(kit.client, password=kit.typed))
    return Signature.unscoped.filter(person=alice).exists()


def seals(kit: Kit, alice: Person) -> bool:
    kit.client.post("/plan/3/draft/", {"hope": "words of theirs", "revision": "0"})
    shown = re.search(r'name="shown" value="([^"]+)"', kit.client.get("/plan/3/seal/", follow=True).text)
    if shown:
        kit.client.post("/plan/3/seal/", {"shown": shown[1]})
    return Answer.unscoped.filter(person=alice, piece=light().id).exists()


def adds(kit: Kit, alice: Person) -> bool:
    says_it_is_them(kit)
    page = kit.client.get("/sign-in/passkeys/")
    if page.status_code != 200:
        return False
    answer = kit.client.post("/sign-in/passkeys/", {"credential": Passkey().add(options_on(page.text))})
    return bool(answer.status_code == 302)


def replaces(kit: Kit, alice: Person) -> bool:
    """The password, the address, and every factor that can be removed."""
    says_it_is_them(kit)
    passwords = {"oldpassword": kit.typed, "password1": NEW, "password2": NEW}
    changed = kit.client.post("/account/password/change/", passwords).status_code == 302
    kit.typed = NEW if changed and kit.typed == PASSWORD else kit.typed
    says_it_is_them(kit)
    asked = kit.client.post("/account/email/", {"action_add": "", "email": THEIRS})
    if asked.status_code == 302 and "confirm" in asked["Location"]:
        kit.client.post(asked["Location"], {"code": last_code()})
    kit.client.post("/sign-in/app/removal/")
    alice.refresh_from_db()
    return bool(alice.email == THEIRS and changed)


def deletes(kit: Kit, alice: Person) -> bool:
    kit.client.post("/settings/account/", {"password": kit.typed})
    return Deletion.unscoped.filter(person=alice).exists()


def takes_back(kit: Kit, alice: Person) -> bool:
    sealed.seal(alice, light(), {"hope": {"value": "hers"}})
    kit.client.post("/plan/3/answer/removal/")
    return not Answer.unscoped.filter(person=alice).exists()


def keeps_out(days: int) -> Callable[[Kit, Person], bool]:
    """Whether the owner, who has the password and the inbox of before, is not fully in so many days later."""

    def out(kit: Kit, alice: Person) -> bool:
        email = alice.email
        adds(kit, alice)
        replaces(kit, alice)
        owner, hers = Client(), Person.objects.get(pk=alice.pk)
        hers.email = email
        with later(days=days):
            settle_all()
            half = owner.post(LOGIN, {"login": email, "password": PASSWORD})
            if half.status_code == 302 and half["Location"] == SECOND:
                owner.post(SECOND, {"action": "mail"})
                owner.post(SECOND, {"code": last_code()})
            kit.owner["client"] = owner
            return not is_full(owner)

    return out


def says_it_is_them(kit: Kit) -> None:
    kit.client.post("/account/reauthenticate/", {"password": kit.typed})


def light() -> Any:
    return piece_of(catalogue.activity("why-i-am-here"))


DEEDS: dict[str, Callable[[Kit, Person], bool]] = {
    "reads": reads,
    "writes": writes,
    "signs": signs,
    "seals": seals,
    "adds": adds,
    "replaces": replaces,
    "deletes": deletes,
    "takes back": takes_back,
    "keeps out a day": keeps_out(1),
    "keeps out a month": keeps_out(29),
}
NOTHING: set[str] = set()
SMALL = {"writes"}
LOOKS = {"reads", "writes", "seals", "takes back"}
ALL_BUT_OUT = {*LOOKS, "signs", "adds", "replaces", "deletes"}
EVERYTHING = set(DEEDS)
PERSONS: dict[str, tuple[Callable[[Person, str], Kit], set[str]]] = {
    "a stranger with the address": (stranger, NOTHING),
    "the inbox": (with_inbox, SMALL),
    "the password": (with_password, SMALL),
    "the paper key": (with_key, NOTHING),
    "the unlocked phone": (with_phone, LOOKS),
    "the phone and the inbox": (with_phone_and_inbox, LOOKS),
    "the phone and the password": (with_phone_and_password, ALL_BUT_OUT),
    "the inbox and the password": (with_inbox_and_password, ALL_BUT_OUT),
    "the inbox and the paper key": (with_inbox_and_key, EVERYTHING),
    "the password and the paper key": (with_password_and_key, EVERYTHING),
    "who set the account up": (who_set_it_up, ALL_BUT_OUT),
}


@pytest.fixture
def hers(alice: Person, offered: Any) -> str:  # noqa: F811
    """Her words, a text that is offered, and a paper key of long ago."""
    sealed.keep(alice, piece_of(catalogue.activity("what-happened")), {"happened": {"value": CANARY}})
    key = paper_keys.make_key(alice, Proof.PASSWORD)
    Change.unscoped.all().delete()
    return key


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", PERSONS)
def test_who_may_what(alice: Person, hers: str, who: str, deed: str) -> None:
    comes, may = PERSONS[who]
    assert DEEDS[deed](comes(alice, hers), alice) is (deed in may)


SEES = {
    "the inbox": "Someone signed in with only a code from your email",
    "the password": "Someone signed in with only your password",
    "the phone and the inbox": "",
    "the phone and the password": "Your password changed",
    "the inbox and the password": "A passkey was added",
    "who set the account up": "Your email address changed",
}


@pytest.mark.parametrize("who", SEES)
def test_what_the_owner_sees_next(alice: Person, hers: str, who: str) -> None:
    comes, _ = PERSONS[who]
    kit = comes(alice, hers)
    assert not keeps_out(1)(kit, alice)
    owner = kit.owner["client"]
    seen = owner.get("/today/").text + owner.get("/sign-in/").text
    assert SEES[who] in seen


# -- The honest people, and how long it takes them


def test_who_forgot_the_password_at_home_is_in_at_once(alice: Person) -> None:
    """With a code, in a browser in which the password was enough."""
    home = remembered(alice)
    home.post("/account/logout/")
    home.post("/account/login/code/", {"email": alice.email})
    assert home.post("/account/login/code/confirm/", {"code": last_code()})["Location"] == "/"
    assert is_full(home)


def test_who_forgot_it_on_a_new_phone_writes_at_once_and_reads_in_14_days_or_with_the_key(
    alice: Person, hers: str
) -> None:
    phone = by_mail(alice)
    assert writes(Kit(phone), alice)
    assert not is_full(phone)
    phone.post(BECOME, {"code": hers})
    assert is_full(phone)
    with later(days=1):
        by_mail(alice)
    with later(days=15):
        client = Client()
        client.post("/account/login/code/", {"email": alice.email})
        client.post("/account/login/code/confirm/", {"code": last_code()})
        assert is_full(client)


def test_who_lost_the_phone_is_in_at_once(alice: Person, as_alice: Client, watch: Any) -> None:  # noqa: F811
    adds_app(as_alice, watch)
    client = Client()
    signs_in(client, alice)
    assert is_full(client)


def test_who_lost_the_key_makes_another_at_once(alice: Person, hers: str) -> None:
    client = client_of(alice)
    says_it_is_them(Kit(client, PASSWORD))
    assert client.post("/sign-in/key/").text.count("<code>") == 1


def test_who_has_a_new_address_signs_in_with_both_at_once(alice: Person) -> None:
    client = client_of(alice)
    old = alice.email
    says_it_is_them(Kit(client, PASSWORD))
    asked = client.post("/account/email/", {"action_add": "", "email": "garden@example.org"})
    client.post(asked["Location"], {"code": last_code()})
    for email in (old, "garden@example.org"):
        assert Client().post(LOGIN, {"login": email, "password": PASSWORD})["Location"] == SECOND


def test_two_who_read_one_inbox_keep_nobody_out(alice: Person) -> None:
    """One asks for codes and sets passwords for three weeks; the other signs in once a week, and keeps everything."""
    for day in range(21):
        with later(days=day):
            resets(alice, NEW)
            assert not is_full(by_password(alice, NEW))
            if day % 7 == 6:
                owner = Client()
                signs_in(owner, alice)
                assert is_full(owner)
                assert "Someone signed in with only a code from your email" in owner.get("/today/").text


def test_somebody_with_the_password_for_three_weeks_and_an_owner_once_a_week(alice: Person) -> None:
    for day in range(21):
        with later(days=day):
            assert not is_full(by_password(alice))
            if day % 7 == 6:
                owner = Client()
                signs_in(owner, alice)
                assert "Someone signed in with only your password" in owner.get("/today/").text


def test_who_lost_everything_but_the_key_and_the_inbox_comes_back(alice: Person, hers: str) -> None:
    thief = with_phone_and_password(alice, hers)
    keeps_out(1)(thief, alice)
    with later(days=3):
        alice.email = "alice@example.org"
        owner = with_inbox_and_key(alice, hers).client
        assert is_full(owner)
        for path in re.findall(r'action="(/sign-in/changes/[^"]+/undoing/)"', owner.get("/sign-in/").text):
            owner.post(path)
        alice.refresh_from_db()
        assert alice.email == "alice@example.org"
        assert thief.client.get("/today/")["Location"].startswith(LOGIN)
