"""A browser in which the password is enough: ticked in a full sign-in, never by default."""

import pytest
from django.test import Client

from people.models import Browser
from tests.cast import PASSWORD, SECOND, later
from tests.people.coming_in import (
    LOGIN,
    TODAY,
    is_full,
    last_code,
    remembered,
)
from tests.people.second_steps import adds_app, adds_passkey, asked_for_passkey, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db


def test_a_remembered_browser_is_the_second_proof(alice):
    client = Client()
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    client.post(SECOND, {"action": "mail"})
    client.post(SECOND, {"code": last_code(), "remember": "on"})
    client.post("/account/logout/")
    assert client.post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == "/"
    assert is_full(client)
    cookie = client.cookies["remembered"]
    assert cookie.value not in repr(vars(Browser.unscoped.get()))
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_it_is_of_one_person(alice, bob):
    client = remembered(alice)
    client.post("/account/logout/")
    assert client.post(LOGIN, {"login": bob.email, "password": PASSWORD})["Location"] == SECOND


def test_two_may_tick_in_one_browser_and_switching_forgets_neither(alice, bob):
    client = remembered(alice)
    client.post("/hand-over/", {"back": TODAY})
    remembered(bob, client)
    client.post("/hand-over/", {"back": TODAY})
    for person in (alice, bob):
        assert client.post(LOGIN, {"login": person.email, "password": PASSWORD})["Location"] != SECOND
        client.post("/account/logout/")


def test_leaving_this_page_forgets_it(alice):
    client = remembered(alice)
    client.get("/out")
    assert not Browser.unscoped.exists()
    assert client.post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == SECOND


def test_it_ends_180_days_after_its_last_use(alice):
    client = remembered(alice)
    for days, leads_to in ((100, "/"), (279, "/"), (460, SECOND)):
        client.post("/account/logout/")
        with later(days=days):
            assert client.post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == leads_to, days
