"""A doubled press on a form that signs in, as a browser without scripts sends it: twice, with the cookies of before."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponseRedirect
from django.test import Client, RequestFactory
from django.utils.timezone import now

from config.sent_twice import SentTwice
from people.models import Person, Session
from people.sessions import SessionStore, row_name
from tests.cast import PASSWORD, SECOND, client_of
from tests.mail import arrived

pytestmark = pytest.mark.django_db


def cookies_of(client: Client) -> dict[str, str]:
    return {name: cookie.value for name, cookie in client.cookies.items()}


def browser_with(cookies: dict[str, str]) -> Client:
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def presses_twice(client: Client, address: str, fields: dict[str, str]) -> tuple[Any, Any, Client]:
    """Both answers, and the browser as it stands then: it has seen only the second one."""
    again = browser_with(cookies_of(client))
    return client.post(address, fields), again.post(address, fields), again


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def mailed_code() -> str:
    found = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert found
    return found[1]


@pytest.fixture
def before_the_code(alice: Person, couple) -> Client:
    client = Client()
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    client.post(SECOND, {"action": "mail"})
    return client


@pytest.fixture
def code(before_the_code) -> dict[str, str]:
    return {"action": "show", "code": mailed_code()}


def test_the_code_page(alice, before_the_code, code):
    first, second, browser = presses_twice(before_the_code, SECOND, code)
    assert first["Location"] == second["Location"] == "/"
    assert is_in(browser)
    assert Session.objects.visible_to(alice).count() == 1


def test_the_code_of_signing_up():
    client = Client()
    fields = {"name": "Fay", "email": "fay@example.org", "password1": PASSWORD, "adult": "on"}
    client.post("/account/signup/", fields)
    first, second, browser = presses_twice(client, "/account/confirm-email/", {"code": mailed_code()})
    assert first["Location"] == second["Location"]
    assert browser.get(second["Location"]).status_code == 200
    assert Person.objects.get(email="fay@example.org")


def test_becoming_full(alice, couple):
    client = Client()
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    client.post(SECOND, {"action": "alone"})
    client.post("/sign-in/second/", {"action": "mail"})
    first, second, browser = presses_twice(client, "/sign-in/second/", {"action": "show", "code": mailed_code()})
    assert first["Location"] == second["Location"]
    assert Session.objects.get(pk=row_name(browser.cookies["session"].value)).is_full


def test_a_new_password(alice, couple):
    client = client_of(alice)
    new = "another quiet password"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    first, second, browser = presses_twice(client, "/account/password/change/", fields)
    assert first["Location"] == second["Location"]
    assert is_in(browser)


# -- And for nobody else


def test_another_form_leads_to_the_sign_in(before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    before_the_code.post(SECOND, code)
    for fields in ({**code, "code": "ABCDEF"}, {"action": "show"}, {"action": "mail"}):
        assert others.post(SECOND, fields)["Location"] == "/account/login/"
    assert others.post("/account/login/second/?next=/plan/", {"action": "show"})["Location"] == "/account/login/"
    assert not is_in(others)


def test_the_same_form_at_another_address_does_too(before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    before_the_code.post(SECOND, code)
    assert others.post("/today/folds/", code)["Location"].startswith("/account/login/")
    assert not is_in(others)


def test_a_page_that_is_only_read_does_too(before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    before_the_code.post(SECOND, code)
    assert others.get("/today/")["Location"].startswith("/account/login/")
    assert others.get(SECOND, code)["Location"] == "/account/login/"


def test_it_is_over_after_ten_seconds(before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    name = row_name(others.cookies["session"].value)
    before_the_code.post(SECOND, code)
    row = Session.objects.get(pk=name)
    assert row.expire_date <= now() + timedelta(seconds=10)
    assert row.person_id is None
    row.expire_date -= timedelta(seconds=11)
    row.save()
    assert others.post(SECOND, code)["Location"] == "/account/login/"


def test_it_ends_with_the_session_that_it_began(alice, before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    before_the_code.post(SECOND, code)
    Session.objects.visible_to(alice).delete()
    others.post(SECOND, code)
    assert not is_in(others)


def test_whoever_goes_on_from_it_carries_nothing_of_it(bob, before_the_code, code):
    others = browser_with(cookies_of(before_the_code))
    before_the_code.post(SECOND, code)
    others.post("/account/login/", {"login": bob.email, "password": PASSWORD})
    assert "sent" not in others.session


# -- At once


def test_where_the_first_was_done_while_the_second_was_looked_at(alice, before_the_code, code):
    request = RequestFactory().post(SECOND, code)
    request.session = SessionStore(before_the_code.cookies["session"].value)

    def spent(_request):
        """What the second press comes to, when its code was spent meanwhile."""
        first = before_the_code.post(SECOND, code)
        assert first["Location"] == "/"
        return HttpResponseRedirect("/account/login/")

    answer = SentTwice(spent)(request)
    assert answer["Location"] == "/"
    assert request.session["_auth_user_id"] == str(alice.pk)
