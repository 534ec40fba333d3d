"""POST /hand-over/: one phone between two. The session ends; the sign-in that opens has nothing of anybody in it."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from people import actions
from people.models import HandOver
from tests.cast import PASSWORD, later, signs_in

pytestmark = pytest.mark.django_db
URL, LOGIN, DRAFT = "/hand-over/", "/account/login/", "/plan/3/seal/"
FRONT = "/"  # which leads on to Today
NO_PAGE = (
    "",
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "/nowhere/at/all/",
    "plan/",
    "/" + "a" * 300,
    "/out",
)


@pytest.fixture
def phone():
    """The one that lies on the table."""
    return Client()


def sign_in(phone, person):
    return signs_in(phone, person)


def masked(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_it_ends_the_session_and_opens_an_empty_sign_in(phone, alice, couple):
    never_used = masked(Client().get(LOGIN).text)
    sign_in(phone, alice)
    answer = phone.post(URL, {"back": DRAFT})
    assert (answer.status_code, answer["Location"]) == (303, LOGIN)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert SESSION_KEY not in phone.session
    assert masked(phone.get(LOGIN).text) == never_used
    assert phone.get("/today/").url == f"{LOGIN}?next=/today/"


def test_who_handed_over_comes_back_to_the_same_draft_once(phone, alice, couple):
    sign_in(phone, alice)
    phone.post(URL, {"back": DRAFT})
    assert sign_in(phone, alice).url == DRAFT
    phone.post("/account/logout/")
    assert sign_in(phone, alice).url == FRONT
    assert not HandOver.unscoped.exists()


def test_the_other_comes_to_today_and_finds_nothing_of_it(phone, alice, bob, couple):
    sign_in(phone, alice)
    phone.post(URL, {"back": DRAFT})
    assert sign_in(phone, bob).url == FRONT
    assert not HandOver.objects.visible_to(bob).exists()
    phone.post(URL, {"back": "/plan/9/"})
    assert sign_in(phone, alice).url == DRAFT
    phone.post("/account/logout/")
    assert sign_in(phone, bob).url == "/plan/9/"


def test_on_another_day_it_is_forgotten(phone, alice, couple):
    actions.hand_over(alice, DRAFT)
    with later(hours=13):
        assert sign_in(phone, alice).url == FRONT
    assert not HandOver.unscoped.exists()


@pytest.mark.parametrize("back", NO_PAGE)
def test_what_is_no_page_of_ours_leads_to_today(phone, alice, couple, back):
    sign_in(phone, alice)
    assert phone.post(URL, {"back": back}).status_code == 303
    assert sign_in(phone, alice).url == "/today/"


def test_going_elsewhere_after_signing_in_comes_first(phone, alice, couple):
    actions.hand_over(alice, DRAFT)
    assert signs_in(phone, alice, next="/agreement/").url == "/agreement/"


def test_only_signing_in_uses_it_up(as_alice, alice, couple):
    actions.hand_over(alice, DRAFT)
    assert as_alice.get(LOGIN).status_code == 302
    assert as_alice.post("/account/reauthenticate/", {"password": PASSWORD}).url == FRONT
    assert HandOver.unscoped.count() == 1


def test_a_get_and_a_stranger_hand_nothing_over(as_alice, client, couple):
    assert as_alice.get(URL).status_code == 405
    assert client.post(URL, {"back": DRAFT}).url == f"{LOGIN}?next={URL}"
    assert not HandOver.unscoped.exists()


def test_the_address_it_leads_back_to_is_encrypted(alice, couple):
    actions.hand_over(alice, DRAFT)
    row = HandOver.unscoped.get()
    assert row.body == {"path": DRAFT}
    assert "why-i-am-here" not in repr(HandOver.unscoped.values_list().get())


@pytest.mark.parametrize("page", ["/more/", "/plan/3/seal/"])
def test_it_is_offered_where_the_other_would_be_next(as_alice, alice, couple, page):
    as_alice.post("/plan/3/", {"hope": "To laugh again.", "revision": "0"})
    text = as_alice.get(page).text
    assert 'action="/hand-over/"' in text
    assert f'name="back" value="{"/today/" if page == "/more/" else page}"' in text
