"""GET and POST /settings/account/ and /settings/account/keeping/, and what else is open to who asked."""

import re

import pytest
from django.test import Client

import people.actions
import reminders.actions
from couples import actions
from couples.us import us_of
from people.models import Deletion, Person, Session
from reminders.models import Reminder, Subscription
from reminders.models import State as MailState
from tests.cast import PASSWORD, client_of, later, said_it_is_them, signs_in
from tests.mail import arrived

pytestmark = pytest.mark.django_db


def ask(client: Client):
    return client.post("/settings/account/", {"password": PASSWORD})


def test_it_says_beforehand_what_happens(as_alice, couple):
    page = as_alice.get("/settings/account/").text
    for words in (
        "7 days",
        "24 hours",
        "former partner",
        "Bob sees no change yet",
        "30 more days",
        "This shared space is closed",
    ):
        assert words in page
    assert "/help/" in page


def test_on_ones_own_it_speaks_of_nobody_else(as_dana):
    page = as_dana.get("/settings/account/").text.split("<main", 1)[1].split("</main>", 1)[0]
    assert "shared space" not in page
    assert "your partner" not in page.lower().split("if your partner frightens you")[0]


def test_with_ones_password_it_is_asked_for(as_alice, alice, bob, couple, as_bob, mailoutbox):
    before = as_bob.get("/today/").text
    answer = ask(as_alice)
    assert (answer.status_code, answer.url) == (302, "/settings/account/")
    assert Deletion.objects.visible_to(alice).count() == 1
    assert us_of(bob).other.person == alice
    assert arrived() == []
    assert masked(as_bob.get("/today/").text) == masked(before)


def masked(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize("password", ["", "wrong", "x" * 100_000, "\x00"])
def test_without_it_nothing_is_asked_for(as_alice, couple, password):
    answer = as_alice.post("/settings/account/", {"password": password})
    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert not Deletion.unscoped.exists()


def test_a_second_press_changes_nothing(as_alice, alice):
    ask(as_alice)
    first = Deletion.objects.visible_to(alice).get()
    with later(hours=3):
        answer = ask(as_alice)
        assert (answer.status_code, answer.url) == (302, "/settings/account/")
        assert people.actions.ask_deletion(alice).due_at == first.due_at


@pytest.mark.parametrize("path", ["/today/", "/", "/more/", "/plan/", "/agreement/", "/account/password/change/"])
def test_every_other_page_leads_there(as_alice, alice, couple, path):
    people.actions.ask_deletion(alice, as_alice.session.session_key)
    answer = as_alice.get(path)
    assert (answer.status_code, answer.url) == (303, "/settings/account/")


def test_a_form_leads_there_too_and_changes_nothing(as_alice, alice, couple):
    people.actions.ask_deletion(alice, as_alice.session.session_key)
    answer = as_alice.post("/settings/space/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (303, "/settings/account/")
    assert us_of(alice).is_two


@pytest.mark.parametrize("path", ["/help/", "/questions/", "/about/", "/who-sees-what/"])
def test_what_anyone_may_read_stays_open(as_alice, alice, path):
    people.actions.ask_deletion(alice, as_alice.session.session_key)
    assert as_alice.get(path).status_code == 200


def test_the_page_then_says_when_in_ones_own_zone(alice, as_alice):
    Person.objects.filter(pk=alice.pk).update(zone="Pacific/Auckland")
    alice.refresh_from_db()
    deletion = people.actions.ask_deletion(alice, as_alice.session.session_key)
    page = as_alice.get("/settings/account/").text
    due = deletion.due_at.astimezone(alice.tz)
    assert f"{due:%A} {due.day} {due:%B} at {due:%H:%M}</time>" in page
    assert "Keep my account" in page


def test_ones_other_sessions_end_and_nobody_elses(as_alice, alice, as_bob):
    elsewhere = client_of(alice)
    ask(as_alice)
    assert elsewhere.get("/more/")["Location"].startswith("/account/login/")
    assert as_alice.get("/settings/account/").status_code == 200
    assert as_bob.get("/more/").status_code == 200
    assert Session.objects.count() == 2


def test_no_mail_comes_from_then_on(as_alice, alice, couple):
    reminders.actions.subscribe(alice)
    ask(as_alice)
    assert not Subscription.objects.visible_to(alice).exists()
    assert not Reminder.objects.visible_to(alice).filter(state=MailState.DUE).exists()


def test_keep_my_account(as_alice, alice, couple):
    ask(as_alice)
    said_it_is_them(as_alice)
    answer = as_alice.post("/settings/account/keeping/")
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert not Deletion.unscoped.exists()
    assert "Your account stays." in as_alice.get("/today/").text
    with later(days=8):
        assert actions.carry_out_deletions() == 0
    assert us_of(alice).is_two


def test_keeping_twice_or_without_having_asked_does_no_harm(as_alice):
    said_it_is_them(as_alice)
    for _ in range(2):
        assert as_alice.post("/settings/account/keeping/")["Location"] == "/today/"


def test_keeping_only_by_a_form(as_alice, alice):
    people.actions.ask_deletion(alice, as_alice.session.session_key)
    assert as_alice.get("/settings/account/keeping/").status_code == 405
    assert Deletion.unscoped.exists()


def test_after_the_week_it_cannot_be_taken_back(as_alice, alice):
    """It may be in the ledger already, which a restore carries out."""
    people.actions.ask_deletion(alice, as_alice.session.session_key)
    with later(days=7, seconds=1):
        again = client_of(alice)
        said_it_is_them(again)
        answer = again.post("/settings/account/keeping/")
        assert answer.status_code == 409
        assert "can no longer be undone" in answer.text
    assert Deletion.unscoped.exists()


def test_who_asked_can_sign_in_and_out(alice, couple):
    people.actions.ask_deletion(alice)
    client = Client()
    signs_in(client, alice)
    assert client.get("/today/")["Location"] == "/settings/account/"
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/settings/account/")["Location"].startswith("/account/login/")
    assert client_of(alice).get("/out").status_code == 303
