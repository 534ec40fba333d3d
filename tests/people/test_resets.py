"""A password set by mail, and whatever is half finished: beside the older thing, and ended by it."""

import pytest
from django.test import Client

from people.actions import ways_in
from people.models import Change
from tests.cast import PASSWORD, SECOND, later, said_it_is_them, signs_in
from tests.people.coming_in import (
    ALONE,
    BECOME,
    BY_MAIL,
    CODE,
    LOGIN,
    NEW,
    TODAY,
    by_password,
    is_full,
    is_small,
    last_code,
    resets,
)
from tests.people.second_steps import adds_app, adds_passkey, asked_for_passkey, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db


def test_a_reset_works_beside_the_old_one_in_small_sign_ins(alice):
    resets(alice)
    for password in (NEW, PASSWORD):
        assert is_small(by_password(alice, password)), password


def test_with_the_mail_it_is_still_one_proof(alice):
    """Who reads the mail set it."""
    resets(alice)
    client = by_password(alice, NEW)
    client.post(BECOME, {"action": "mail"})
    assert client.post(BECOME, {"code": last_code()}).status_code == 422
    assert not is_full(client)


def test_the_owner_comes_in_with_the_old_one_and_the_new_one_ends(alice):
    resets(alice)
    with later(days=20):
        signs_in(Client(), alice)
        assert Client().post(LOGIN, {"login": alice.email, "password": NEW}).status_code == 200, "no such password"
    assert not Change.unscoped.exists()


def test_used_in_a_full_sign_in_it_ends_the_old_one(alice, as_alice, watch):  # noqa: F811
    app = adds_app(as_alice, watch)
    with later(days=40):
        resets(alice)
        client = Client()
        client.post(LOGIN, {"login": alice.email, "password": NEW})
        watch.now += 30
        assert client.post(SECOND, {"code": app.code})["Location"] == "/"
        assert is_full(client)
        alice.refresh_from_db()
        assert [ways_in.which_password(alice, typed) for typed in (NEW, PASSWORD)] == ["password", "old"]
        assert not is_small(by_password(alice)), "the old one opens nothing by itself"
    with later(days=71):
        assert Client().post(LOGIN, {"login": alice.email, "password": PASSWORD}).status_code == 200


def test_who_has_nothing_else_waits_two_weeks_with_it_and_then_it_is_their_password(alice):
    resets(alice)
    by_password(alice, NEW)
    with later(days=15):
        client = Client()
        assert client.post(LOGIN, {"login": alice.email, "password": NEW})["Location"] == "/"
        assert is_full(client)
        again = by_password(alice, NEW)
        again.post(BECOME, {"action": "mail"})
        again.post(BECOME, {"code": last_code()})
        assert is_full(again)


def test_a_passkey_asks_which_one_stays(alice, as_alice, watch):  # noqa: F811
    passkey = adds_passkey(as_alice)
    with later(days=40):
        resets(alice)
        client = Client()
        client.post("/account/login/passkey/", {"credential": passkey.use(asked_for_passkey(client))})
        assert "A new password was set on" in client.get(TODAY).text
        said_it_is_them(client)
        client.post("/sign-in/reset/ending/", {"keep": "old"})
        assert "A new password was set on" not in client.get(TODAY).text
        assert ways_in.which_password(alice, NEW) == ""


# -- What is half finished


def test_half_signed_in_ends_with_the_next_full_sign_in(alice):
    half = Client()
    half.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert half.get(SECOND).status_code == 200
    signs_in(Client(), alice)
    assert half.get(SECOND)["Location"] == LOGIN
    assert half.post(SECOND, ALONE)["Location"] == LOGIN


def test_so_does_a_reset_whose_code_was_right(alice):
    client = Client()
    asked = client.post("/account/password/reset/", {"email": alice.email})
    done = client.post(asked["Location"], {"code": last_code()})
    signs_in(Client(), alice)
    client.post(done["Location"], {"password1": NEW, "password2": NEW})
    assert ways_in.which_password(alice, NEW) == ""


def test_and_a_code_on_its_way(alice):
    reset, login = Client(), Client()
    asked = reset.post("/account/password/reset/", {"email": alice.email})
    code = last_code()
    login.post(BY_MAIL, {"email": alice.email})
    mailed = last_code()
    signs_in(Client(REMOTE_ADDR="192.0.2.9"), alice)
    assert reset.post(asked["Location"], {"code": code})["Location"] == LOGIN
    assert login.post(CODE, {"code": mailed})["Location"] == BY_MAIL
