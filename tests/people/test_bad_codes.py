"""Codes and links that were used, altered or guessed: a sentence, never a 500, and never a way in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from couples import actions
from couples.models import Invitation
from people.actions.ways_in import which_password
from people.models import Person
from reminders.actions import subscribe
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from tests.cast import later
from tests.mail import arrived
from tests.people.test_accounts import SIGN_UP, code_in

pytestmark = pytest.mark.django_db
NEW = {"password1": "another calm long phrase", "password2": "another calm long phrase"}
ODD = ["", " ", "0", "é" * 6, "\x00", "AAAA-AAAA", "A" * 10_000, "' OR 1=1", "{{ code }}", "٣٤٥٦"]
CODE_PAGE = "/account/password/reset/confirm/"


def ask_for_reset(client: Client, person: Person) -> str:
    client.post("/account/password/reset/", {"email": person.email})
    return str(code_in(arrived()[-1]))


@pytest.mark.parametrize("code", ODD, ids=range(len(ODD)))
def test_an_odd_code_gets_a_sentence(client, alice, code):
    ask_for_reset(client, alice)
    page = client.post(CODE_PAGE, {"code": code})
    assert page.status_code in (200, 422)
    assert "Error:" in page.text
    client.logout()
    answer = client.post("/account/signup/", SIGN_UP)
    page = client.post(answer.url, {"action": "verify", "code": code})
    assert page.status_code in (200, 422)
    assert "Error:" in page.text
    assert not EmailAddress.objects.get(email="ines@example.org").verified


def test_a_code_is_good_once(client, alice):
    code = ask_for_reset(client, alice)
    page = client.post(CODE_PAGE, {"code": code})
    client.post(page["Location"], NEW)
    assert which_password(alice, NEW["password1"]) == "reset"
    assert client.post(CODE_PAGE, {"code": code})["Location"] == "/account/login/"
    again = {"password1": "a third calm long phrase", "password2": "a third calm long phrase"}
    assert client.post("/account/password/reset/complete/", again).url == "/account/password/reset/"
    assert which_password(alice, NEW["password1"]) == "reset"


def test_a_code_is_good_in_the_browser_that_asked_for_it_only(client, alice):
    code = ask_for_reset(client, alice)
    assert Client().post(CODE_PAGE, {"code": code})["Location"] == "/account/login/"
    other = Client()
    ask_for_reset(other, alice)
    assert "Error:" in other.post(CODE_PAGE, {"code": code}).text


def test_a_code_is_good_for_a_quarter_of_an_hour(client, alice):
    """allauth has a clock of its own: the session is put back instead."""
    for minutes, leads_to in ((14, "/account/password/reset/complete/"), (15, "/account/login/")):
        code = ask_for_reset(client, alice)
        session = client.session
        state = session["account_password_reset_verification"]
        session["account_password_reset_verification"] = {**state, "at": state["at"] - minutes * 60 - 1}
        session.save()
        assert client.post(CODE_PAGE, {"code": code})["Location"] == leads_to


def test_three_guesses_end_a_code(client, alice):
    code = ask_for_reset(client, alice)
    for _ in range(3):
        page = client.post(CODE_PAGE, {"code": "WRNG-WRNG"})
    assert page.status_code == 302
    assert client.post(CODE_PAGE, {"code": code})["Location"] == "/account/login/"


def test_codes_cannot_be_asked_for_without_end(alice):
    answers = [Client().post("/account/password/reset/", {"email": alice.email}).status_code for _ in range(5)]
    assert answers == [302] * 3 + [429] * 2
    assert len(arrived()) == 3
    with later(minutes=6):
        assert Client().post("/account/password/reset/", {"email": alice.email.upper()}).status_code == 302


def test_a_new_password_needs_the_code_first(client, alice):
    ask_for_reset(client, alice)
    assert client.post("/account/password/reset/complete/", NEW).status_code == 302
    alice.refresh_from_db()
    assert not alice.check_password(NEW["password1"])


@pytest.mark.parametrize("way", ["", "x", "é", "..", "a" * 5000, "%00", "%F0%9F%92%A9", "<b>"])
def test_an_odd_link_gets_a_page(client, as_dana, way):
    for path in (f"/join/{way}/", f"/join/{way}/yes/", f"/u/{way}/"):
        for asking in (client, as_dana):
            for method in (asking.get, asking.post):
                assert method(path).status_code in (302, 403, 404, 405)


def test_a_link_with_one_letter_changed_opens_nothing(client, as_bob, alice):
    token = actions.invite(alice).body["token"]
    for at in (0, len(token) // 2, len(token) - 1):
        other = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert client.get(f"/join/{other}/").status_code == 404
        assert as_bob.post(f"/join/{other}/yes/").status_code == 404
    assert Invitation.unscoped.get().accepted_on is None


def test_a_used_link_lets_no_third_one_in(as_bob, as_dana, alice):
    token = actions.invite(alice).body["token"]
    assert as_bob.post(f"/join/{token}/yes/").status_code == 302
    assert as_dana.post(f"/join/{token}/yes/").status_code == 404
    assert as_bob.post(f"/join/{token}/yes/").status_code == 302, "a second press finds it done"


def test_a_link_in_a_mail_with_one_letter_changed_ends_nothing(client, alice):
    subscribe(alice)
    token = unsubscribe_token(Subscription.objects.visible_to(alice).get().pk)
    for at in (0, 20, len(token) - 2):
        other = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert client.post(f"/u/{other}/").status_code == 404
    assert Subscription.objects.visible_to(alice).exists()
    assert client.post(f"/u/{token}/").status_code == 200
    assert client.post(f"/u/{token}/").status_code == 200, "twice does no harm"
    assert not Subscription.objects.visible_to(alice).exists()
