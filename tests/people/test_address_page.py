"""/address/: once after signing up. Whether the address is private is asked and kept nowhere."""

import re

import pytest
from django.test import Client

from people.models import Person
from reminders.models import Subscription
from tests.cast import signs_in
from tests.mail import arrived

from .test_accounts import SIGN_UP, code_in

pytestmark = pytest.mark.django_db

SAID = {"private": "yes", "mail": "none", "mail_hour": "9", "zone": "Europe/Lisbon"}


def test_it_comes_between_signing_up_and_where_one_was_going(client, mailoutbox):
    answer = client.post("/account/signup/", SIGN_UP | {"next": "/join/abc/yes/"})
    done = client.post(answer.url, {"action": "verify", "code": code_in(arrived()[0])})
    assert done.url == "/address/?next=%2Fjoin%2Fabc%2Fyes%2F"
    page = client.get(done.url)
    assert page.status_code == 200
    assert "ines@example.org" in page.text
    assert client.post(done.url, SAID | {"next": "/join/abc/yes/"}).url == "/join/abc/yes/"


def test_it_and_where_one_was_going_are_owed_in_whichever_browser_one_goes_on(client, mailoutbox):
    """Signed up in one, the code typed in a second, signed in in a third, and with a mailed code in a fourth."""
    client.post("/account/signup/", SIGN_UP | {"next": "/join/abc/yes/"})
    second, third, fourth = Client(), Client(), Client()
    asked = second.post("/account/login/", {"login": SIGN_UP["email"], "password": SIGN_UP["password1"]})
    owed = "/address/?next=%2Fjoin%2Fabc%2Fyes%2F"
    assert second.post(asked["Location"], {"action": "verify", "code": code_in(arrived()[-1])})["Location"] == owed
    ines = Person.objects.get()
    assert signs_in(third, ines, SIGN_UP["password1"])["Location"] == owed
    fourth.post("/account/login/code/", {"email": ines.email})
    fourth.post("/account/login/code/confirm/", {"code": code_in(arrived()[-1])})
    assert fourth.post("/account/login/second/", {"password": SIGN_UP["password1"]})["Location"] == owed
    assert fourth.post(owed, SAID | {"next": "/join/abc/yes/"})["Location"] == "/join/abc/yes/"
    assert signs_in(Client(), ines, SIGN_UP["password1"])["Location"] == "/", "answered once, it is not asked again"


def test_signing_in_later_does_not_ask_again(client, alice):
    assert signs_in(client, alice).url == "/"


@pytest.mark.parametrize(("mail", "on"), [("none", False), ("some", True)])
def test_mail_hour_and_zone_are_kept(as_alice, alice, mail, on):
    assert as_alice.post("/address/", SAID | {"mail": mail}).url == "/today/"
    alice.refresh_from_db()
    assert (alice.zone, alice.mail_hour) == ("Europe/Lisbon", 9)
    assert Subscription.objects.visible_to(alice).exists() == on


def test_no_mail_is_what_it_begins_with_and_turning_it_off_again_is_kept(as_alice, alice):
    as_alice.post("/address/", SAID | {"mail": "some"})
    assert re.search(r'value="some"[^>]* checked', as_alice.get("/address/").text)
    as_alice.post("/address/", SAID)
    assert not Subscription.objects.visible_to(alice).exists()


def test_who_is_not_sure_reads_what_helps_and_then_goes_on(as_alice, alice):
    before = alice.body
    answer = as_alice.post("/address/", SAID | {"private": "unsure", "next": "/plan/"})
    assert answer.url == "/address/more/?next=%2Fplan%2F"
    page = as_alice.get(answer.url)
    assert 'href="/plan/"' in page.text
    assert "Email is off. You’ll miss nothing" in page.text
    alice.refresh_from_db()
    assert alice.body == before, "the answer is kept nowhere"


NO_PAGES = ("https://elsewhere.example/", "//elsewhere.example", "javascript:go()", "", "elsewhere", "?elsewhere", "#e")


@pytest.mark.parametrize("elsewhere", NO_PAGES)
def test_it_leads_nowhere_else(as_alice, elsewhere):
    assert as_alice.post("/address/", SAID | {"next": elsewhere}).url == "/today/"
    assert "elsewhere.example" not in as_alice.get("/address/more/", {"next": elsewhere}).text


@pytest.mark.parametrize("name", list(SAID))
def test_what_is_missing_gets_a_sentence_and_the_rest_stays(as_alice, alice, name):
    page = as_alice.post("/address/", {key: value for key, value in SAID.items() if key != name} | {"next": "/plan/"})
    assert page.status_code == 422
    assert "Error:" in page.text
    assert 'name="next" value="/plan/"' in page.text
    alice.refresh_from_db()
    assert alice.zone == "UTC"


@pytest.mark.parametrize(("name", "value"), [("mail_hour", "3"), ("zone", "Mars/Olympus"), ("private", "maybe")])
def test_what_is_not_on_the_list_is_refused(as_alice, name, value):
    assert as_alice.post("/address/", SAID | {name: value}).status_code == 422


def test_signed_out_one_is_asked_to_sign_in(client):
    assert client.get("/address/").url.startswith("/account/login/")
    assert client.get("/address/more/").url.startswith("/account/login/")
