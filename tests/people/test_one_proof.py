"""Signing in with one proof only, and what becomes of it: docs/safety.md."""

import re
from typing import Any

import pytest
from django.test import Client

import clock
from agreement.models import SetAside, Signature
from couples.models import Partner
from people.models import Aside, Rest, Session, SmallSignIn
from people.proofs import Proof
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer
from tests.agreement.conftest import draft, in_force, offered, sign  # noqa: F401 - fixtures
from tests.cast import PASSWORD, client_of, later, signed_in_by, signs_in
from tests.people.coming_in import (
    ASIDES,
    BECOME,
    BY_MAIL,
    CODE,
    LOGIN,
    NEW,
    TODAY,
    by_mail,
    by_password,
    is_full,
    is_small,
    last_code,
)
from tests.people.second_steps import adds_app, adds_passkey, asked_for_passkey, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db

BOTH_WAYS = pytest.mark.parametrize("comes_in", [by_password, by_mail])


@BOTH_WAYS
def test_one_proof_is_a_small_sign_in(alice, comes_in):
    client = comes_in(alice)
    assert (is_small(client), is_full(client)) == (True, False)
    page = client.get("/plan/")
    assert page.status_code == 403
    assert "This opens with one more thing" in page.text


@pytest.mark.parametrize("second", ["mail", "app"])
def test_a_second_one_makes_it_full(alice, as_alice, watch, second):  # noqa: F811
    app = adds_app(as_alice, watch)
    client = by_password(alice)
    if second == "mail":
        client.post(BECOME, {"action": "mail"})
        code = last_code()
    else:
        watch.now += 30
        code = app.code
    assert client.post(BECOME, {"code": code})["Location"] == TODAY
    assert is_full(client)


def test_by_mail_the_password_is_the_second(alice):
    client = by_mail(alice)
    assert client.post(BECOME, {"password": "not this one at all"}).status_code == 422
    assert client.post(BECOME, {"password": PASSWORD})["Location"] == TODAY
    assert is_full(client)


def test_the_same_proof_twice_is_one(alice):
    client = by_password(alice)
    assert client.post(BECOME, {"password": PASSWORD}).status_code == 422, "it asks for a code"
    assert not is_full(client)
    client = by_mail(alice)
    client.post(BECOME, {"action": "mail"})
    assert client.post(BECOME, {"code": last_code()}).status_code == 422
    assert not is_full(client)


@BOTH_WAYS
def test_what_is_written_can_be_read_again_by_the_same_proof_and_in_full(alice, comes_in):
    assert comes_in(alice).post(ASIDES, {"text": "a canary"})["Location"] == ASIDES
    other = by_mail if comes_in is by_password else by_password
    assert "a canary" in comes_in(alice).get(ASIDES).text
    assert "a canary" not in other(alice).get(ASIDES).text
    assert "a canary" in client_of(alice).get(ASIDES).text


def test_sent_twice_one_page_is_kept(alice):
    client = by_password(alice)
    page = re.search(r'name="page" value="([^"]+)"', client.get(ASIDES).text)
    assert page
    for _ in range(2):
        client.post(ASIDES, {"text": "a canary", "page": page[1]})
    assert Aside.unscoped.count() == 1


def test_a_page_of_another_proof_cannot_be_thrown_away(alice):
    by_password(alice).post(ASIDES, {"text": "a canary"})
    aside = Aside.unscoped.get()
    assert by_mail(alice).post(f"{ASIDES}{aside.pk}/removal/").status_code == 404
    assert Aside.unscoped.exists()


def test_it_can_in_the_sign_in_that_wrote_it_and_in_a_full_one(alice):
    for client in (by_password(alice), client_of(alice)):
        writer = client if is_small(client) else by_password(alice)
        writer.post(ASIDES, {"text": "a canary"})
        assert "Delete page" in client.get(ASIDES).text
        assert client.post(f"{ASIDES}{Aside.unscoped.get().pk}/removal/")["Location"] == ASIDES
        assert not Aside.unscoped.exists()


@BOTH_WAYS
def test_the_next_full_sign_in_ends_it_and_tells(alice, comes_in):
    small = comes_in(alice)
    owner = Client()
    signs_in(owner, alice)
    assert small.get(TODAY)["Location"].startswith(LOGIN)
    said = {by_password: "your password", by_mail: "a code from your email"}[comes_in]
    day = clock.today(alice.tz)
    assert f"Someone signed in with only {said} on" in owner.get(TODAY).text
    with later(days=31):
        assert "Someone signed in" not in client_of(alice).get(TODAY).text
    assert SmallSignIn.unscoped.get().day == day


def test_who_completes_their_own_is_not_told_of_it(alice):
    client = by_mail(alice)
    client.post(BECOME, {"password": PASSWORD})
    assert "Someone signed in" not in client.get(TODAY).text
    assert not SmallSignIn.unscoped.exists()


def test_who_completes_their_own_is_told_of_another_on_the_same_day(alice):
    other, client = by_mail(alice), by_mail(alice)
    client.post(BECOME, {"password": PASSWORD})
    assert "Someone signed in with only a code from your email" in client.get(TODAY).text
    assert other.get(TODAY)["Location"].startswith(LOGIN)


@BOTH_WAYS
def test_two_weeks_later_the_same_proof_is_enough(alice, comes_in):
    comes_in(alice)
    with later(days=13):
        assert not is_full(comes_in(alice))
    other = by_mail if comes_in is by_password else by_password
    with later(days=14):
        assert not is_full(other(alice)), "only that proof has waited"
        client = Client()
        if comes_in is by_password:
            answer = client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
        else:
            client.post(BY_MAIL, {"email": alice.email})
            answer = client.post(CODE, {"code": last_code()})
        assert answer["Location"] == "/"
        assert is_full(client)


def test_a_full_sign_in_ends_the_wait(alice):
    by_password(alice)
    with later(days=10):
        signs_in(Client(), alice)
    with later(days=15):
        assert not is_full(by_password(alice))
    with later(days=23):
        assert not is_full(by_password(alice))


def test_the_day_is_told(alice):
    page = by_password(alice).get(TODAY).text
    day = SmallSignIn.unscoped.get().enough_from
    assert f'from <time datetime="{day.isoformat()}">' in page


# -- What one proof may do


def test_leaving_keeps_what_was_sealed(alice, bob, couple, light: Any):
    sealed.seal(alice, light, {"hope": {"value": "a canary"}})
    client = by_password(alice)
    page = client.get("/settings/space/").text
    assert "Bob" not in page
    client.post("/settings/space/", {"password": PASSWORD})
    assert not Partner.unscoped.filter(person=alice, left_on=None).exists()
    assert not Answer.unscoped.exists()
    assert sealed_reading.draft_of(alice, light).words == {"hope": {"value": "a canary"}}


def test_who_knows_no_password_leaves_by_a_code(alice, couple):
    client = by_mail(alice)
    client.post("/settings/space/", {"action": "code"})
    assert client.post("/settings/space/", {"password": last_code()})["Location"] == TODAY
    assert not Partner.unscoped.filter(person=alice, left_on=None).exists()


def test_a_signature_is_taken_back(alice, offered):  # noqa: F811
    sign(alice)
    client = by_password(alice)
    client.post("/agreement/signature/removal/")
    assert not Signature.unscoped.exists()


def test_the_agreement_is_set_aside(alice, bob, in_force, as_bob):  # noqa: F811
    client = by_password(alice)
    client.post("/agreement/setting-aside/")
    assert SetAside.unscoped.get().person == alice
    assert "Alice set this aside" in as_bob.get("/agreement/").text


def test_nothing_tells_whether_there_was_anything(alice, dana, in_force, offered):  # noqa: F811
    """An owner with everything and one with nothing get the same words."""
    for path in (
        "/agreement/setting-aside/",
        "/agreement/signature/removal/",
        "/one-proof/quiet/",
        "/one-proof/mail/ending/",
    ):
        pages = []
        for person in (alice, dana):
            client = signed_in_by(person, Proof.PASSWORD)
            client.post(path)
            text = re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", client.get(TODAY).text)
            pages.append(text.replace(person.email, ""))
        assert pages[0] == pages[1], path
    assert Rest.unscoped.count() == 2


def test_it_signs_seals_shares_and_takes_along_nothing(alice, bob, offered, light: Any):  # noqa: F811
    row = sealed.keep(alice, light, {"hope": {"value": "a canary"}})
    client = by_password(alice)
    for path, data in {
        "/agreement/signing/": {"password": PASSWORD, "name": "Alice", "meant": "on"},
        "/plan/3/seal/": {"shown": row.fingerprint},
        "/plan/3/draft/": {"hope": "over it"},
        "/export/": {},
        "/settings/account/": {"password": PASSWORD},
        "/account/password/change/": {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        "/account/email/": {"action_add": "", "email": "bobs@example.org"},
        "/sign-in/app/": {"code": "000000"},
    }.items():
        assert client.post(path, data).status_code == 403, path
    assert not Signature.unscoped.exists()
    assert not Answer.unscoped.exists()


# -- Sessions


def test_a_session_that_does_not_say_how_it_began_is_small(alice):
    client = Client()
    client.force_login(alice)
    assert not is_full(client)


def test_a_new_key_comes_with_the_second_proof(alice):
    client = by_mail(alice)
    before = client.cookies["session"].value
    client.post(BECOME, {"password": PASSWORD})
    assert client.cookies["session"].value != before
    assert [session.is_full for session in Session.objects.filter(person=alice)] == [True]


@pytest.fixture
def light() -> Any:
    from recovery.pieces import piece_of
    from recovery.plan import catalogue

    return piece_of(catalogue.activity("why-i-am-here"))
