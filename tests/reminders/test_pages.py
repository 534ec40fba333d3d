"""One's own mail on or off, and the link that ends it."""

import re

import pytest
from django.test import Client

from couples.models import Couple
from people.models import Person
from reminders import actions, tokens
from reminders.models import Subscription

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def is_on(person: Person) -> bool:
    return Subscription.objects.visible_to(person).exists()


@pytest.fixture
def link(reader: Person) -> str:
    return f"/u/{tokens.unsubscribe_token(Subscription.objects.visible_to(reader).get().pk)}/"


@pytest.fixture
def stranger() -> Client:
    """A mail program: no cookies, and it would be stopped by a missing CSRF token if one were asked for."""
    return Client(enforce_csrf_checks=True)


def test_mail_is_off_until_one_turns_it_on(as_alice: Client, alice: Person) -> None:
    page = as_alice.get("/reminders/").content.decode()
    assert "Email is off. You get none unless you turn it on." in page
    assert "at 18:00 where you live." in page
    assert not is_on(alice)


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("Europe/Lisbon", "Your time zone is Europe/Lisbon."),
        ("UTC", "We think your time zone is UTC."),
    ],
)
def test_it_asks_whether_the_zone_is_theirs(as_alice: Client, alice: Person, zone: str, line: str) -> None:
    alice.zone = zone
    alice.save(update_fields=["zone"])
    page = as_alice.get("/reminders/").content.decode()
    assert f'<p>{line} <a href="/settings/">Change the time zone</a></p>' in page


def test_it_is_only_ones_own_and_nothing_to_share(as_alice: Client, couple: Couple) -> None:
    page = as_alice.get("/reminders/").content.decode()
    assert "Only you</b>" in page
    assert "unless you share it" not in page


def test_turning_it_on_and_off(as_alice: Client, alice: Person, couple: Couple, bob: Person) -> None:
    answer = as_alice.post("/reminders/", {"mail": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/reminders/")
    assert is_on(alice)
    assert not is_on(bob)
    assert "Turn email off" in as_alice.get("/reminders/").content.decode()
    as_alice.post("/reminders/", {"mail": "off"})
    assert not is_on(alice)


@pytest.mark.parametrize("data", [{}, {"mail": ""}, {"mail": "perhaps"}])
def test_anything_else_changes_nothing(as_alice: Client, alice: Person, data: dict[str, str]) -> None:
    actions.subscribe(alice)
    assert as_alice.post("/reminders/", data).status_code == 302
    assert is_on(alice)


def test_it_is_for_who_is_signed_in(client: Client, db: None) -> None:
    for answer in (client.get("/reminders/"), client.post("/reminders/", {"mail": "on"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


def test_nobodys_page_depends_on_the_other(as_bob: Client, couple: Couple, alice: Person) -> None:
    def page() -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", as_bob.get("/reminders/").content.decode())

    before = page()
    actions.subscribe(alice)
    assert page() == before


def test_looking_at_the_link_changes_nothing(stranger: Client, reader: Person, link: str) -> None:
    for answer in (stranger.get(link), stranger.head(link)):
        assert answer.status_code == 200
        assert answer.cookies == {}
    page = stranger.get(link).content.decode()
    assert "Turn email off?" in page
    assert '<form method="post">' in page
    assert "To change the hour instead, sign in and look under More, Email." in page
    assert is_on(reader)


def test_a_mail_program_ends_it_by_post_without_cookies(stranger: Client, reader: Person, link: str) -> None:
    answer = stranger.post(link, ONE_CLICK)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "Location" not in answer
    assert "Email is off" in answer.content.decode()
    assert not is_on(reader)
    assert stranger.post(link, ONE_CLICK).status_code == 200


def test_the_button_ends_it_too(stranger: Client, reader: Person, link: str) -> None:
    assert stranger.post(link).status_code == 200
    assert not is_on(reader)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "é", "a" * 43, "%00"])
def test_a_wrong_link_gets_a_calm_page(stranger: Client, reader: Person, method: str, token: str) -> None:
    answer = getattr(stranger, method)(f"/u/{token}/")
    assert answer.status_code == 404
    assert "This link doesn’t work" in answer.content.decode()
    assert is_on(reader)


def test_the_page_names_nobody(stranger: Client, couple: Couple, reader: Person, link: str) -> None:
    for answer in (stranger.get(link), stranger.post(link), stranger.get("/u/x/")):
        page = answer.content.decode()
        assert not re.search(r"alice|bob|example\.org", page, re.IGNORECASE)
        assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_the_links_pages_say_nothing_of_who_is_signed_in(as_bob: Client, reader: Person, link: str) -> None:
    assert as_bob.post(link).status_code == 200
    assert not is_on(reader)
