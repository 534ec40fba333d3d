"""How somebody who holds one thing too few could come in, stay in, or keep the owner out: each way was found by trying.

The thief is a partner who holds in turn the password, the inbox, the phone as it lies there unlocked, or two of them.
"""

import unicodedata
from datetime import timedelta

import pytest
from django.test import Client

import clock
from agreement.models import Signature
from people.actions import counting, ways_in
from people.models import Aside, Browser, Change, Deletion
from people.proofs import Proof
from tests.agreement.conftest import draft, offered  # noqa: F401 - fixtures
from tests.agreement.test_signing_page import SIGNING, form_of_signing
from tests.cast import PASSWORD, SECOND, client_of, later, said_it_is_them, signed_in_by
from tests.mail import arrived
from tests.people.coming_in import (
    BECOME,
    BY_MAIL,
    LOGIN,
    by_password,
    is_full,
    last_code,
    remembered,
    resets,
)
from tests.people.second_steps import adds_app, asked_for_passkey, options_on, watch  # noqa: F401 - for the app
from tests.people.test_changes import adds_passkey, changes_address, changes_password, undoes

pytestmark = pytest.mark.django_db

NEW, THEIRS = "the thief’s own phrase", "thief@example.org"
LEAVING = "/settings/space/"


def tries_both(email: str, password: str, machine: str = "198.51.100.7") -> Client:
    """Signs in by a password and then a code to that address, in a browser that is new here."""
    client = Client(REMOTE_ADDR=machine)
    client.post(LOGIN, {"login": email, "password": password})
    client.post(SECOND, {"action": "mail"})
    client.post(SECOND, {"action": "show", "code": last_code()})
    return client


def owner_comes_in() -> bool:
    """As she always has."""
    return is_full(tries_both("alice@example.org", PASSWORD))


def makes_key(client: Client) -> str:
    return client.post("/sign-in/key/").text.split("<code>")[1].split("</code>")[0]


@pytest.fixture
def phone(alice, couple):
    return client_of(alice)


@pytest.fixture
def open_phone(phone):
    """And they know her password."""
    said_it_is_them(phone)
    return phone


# -- The phone and the inbox


def test_a_password_by_mail_stays_only_for_who_shows_a_proof(alice, phone):
    resets(alice, NEW)
    for keep in ("new", "old"):
        assert phone.post("/sign-in/reset/ending/", {"keep": keep})["Location"].startswith("/account/reauthenticate/")
    assert ways_in.pending_reset(alice)
    assert owner_comes_in()


def test_a_password_by_mail_that_is_used_in_her_browser_can_be_undone(alice):
    browser = remembered(alice)
    browser.post("/account/logout/")
    resets(alice, NEW, Client())
    browser.post(LOGIN, {"login": alice.email, "password": NEW})
    assert is_full(browser)
    owner = tries_both(alice.email, PASSWORD)
    assert is_full(owner)
    undoes(owner)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_nor_does_it_sign_or_change_anything_while_it_counts_as_that_browser(alice, offered):  # noqa: F811
    browser = remembered(alice)
    browser.post("/account/logout/")
    resets(alice, NEW, Client())
    browser.post(LOGIN, {"login": alice.email, "password": NEW})
    assert is_full(browser)
    page = browser.post(SIGNING, form_of_signing(browser, password=NEW))
    assert "Nothing has been signed." in page.text
    assert not Signature.unscoped.exists()
    assert not changes_password_by(browser, NEW)
    with later(days=15):
        assert changes_password_by(browser, NEW), "by then it is a password"


# -- The phone and the password: what is new is no older thing


def test_a_new_key_is_no_key_in_a_form(alice, open_phone):
    key = makes_key(open_phone)
    open_phone.post("/account/reauthenticate/", {"password": key})
    changes_address(open_phone, THEIRS)
    assert not changes_password_by(open_phone, key) or Change.unscoped.filter(what="password").exists()
    assert owner_comes_in()


def changes_password_by(client: Client, typed: str) -> bool:
    fields = {"oldpassword": typed, "password1": NEW, "password2": NEW}
    return client.post("/account/password/change/", fields).status_code == 302


def test_a_new_key_shortens_no_deletion(alice, open_phone):
    key = makes_key(open_phone)
    open_phone.post("/settings/account/", {"password": key})
    deletion = Deletion.unscoped.get()
    assert (deletion.due_at - deletion.asked_at).days == 7


def test_a_new_passkey_vouches_for_no_other(alice, open_phone):
    first = adds_passkey(open_phone)
    options = options_on(open_phone.get("/account/reauthenticate/passkey/").text)
    open_phone.post("/account/reauthenticate/passkey/", {"credential": first.use(options)})
    second = adds_passkey(open_phone)
    thief = Client()
    thief.post("/account/login/passkey/", {"credential": second.use(asked_for_passkey(thief))})
    thief.post(SECOND, {"action": "show", "password": PASSWORD})
    assert not is_full(thief)


def test_her_address_cannot_be_removed(alice, open_phone):
    changes_address(open_phone, THEIRS)
    open_phone.post("/account/email/", {"action_remove": "", "email": "alice@example.org"})
    assert owner_comes_in()


def test_no_address_is_made_the_first_without_a_code(alice, open_phone):
    changes_address(open_phone, THEIRS)
    open_phone.post("/account/email/", {"action_primary": "", "email": "alice@example.org"})
    alice.refresh_from_db()
    assert alice.email == THEIRS
    assert owner_comes_in()


def test_a_password_by_mail_to_a_new_address_counts_as_that_address(alice, open_phone):
    changes_address(open_phone, THEIRS)
    alice.refresh_from_db()
    resets(alice, NEW)
    thief = Client()
    thief.post(BY_MAIL, {"email": THEIRS})
    thief.post("/account/login/code/confirm/", {"code": last_code()})
    thief.post(SECOND, {"action": "show", "password": NEW})
    assert not is_full(thief)


def test_an_address_in_other_letters_is_the_same_young_one(alice, open_phone):
    address = "thief@bücher.example"
    changes_address(open_phone, address)
    thief = Client()
    thief.post(LOGIN, {"login": unicodedata.normalize("NFD", address), "password": PASSWORD})
    thief.post(SECOND, {"action": "mail"})
    thief.post(SECOND, {"action": "show", "code": last_code()})
    thief.post("/account/confirm-email/", {"code": last_code()})
    assert not is_full(thief)
    assert owner_comes_in()


def test_the_code_for_leaving_goes_where_one_signed_in(alice, open_phone):
    changes_address(open_phone, THEIRS)
    thief = by_password(alice)
    thief.post(LEAVING, {"action": "code"})
    assert arrived()[-1].to == ["alice@example.org"]
    thief.post(BECOME, {"code": "AAAA-AAAA"})
    assert not is_full(thief)


# -- The phone alone


def test_the_phone_alone_undoes_nothing(alice, phone):
    with later(minutes=-20):
        phone = client_of(alice)
    changes_password(phone, "her new calm phrase")
    undoes(phone)
    assert Change.unscoped.get()
    alice.refresh_from_db()
    assert alice.check_password("her new calm phrase")


def test_who_has_just_signed_in_undoes_it(alice, phone):
    changes_password(phone, NEW)
    owner = tries_both(alice.email, PASSWORD)
    undoes(owner)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_the_phone_alone_keeps_no_account(alice, phone):
    phone.post("/settings/account/", {"password": PASSWORD})
    assert phone.post("/settings/account/keeping/")["Location"].startswith("/account/reauthenticate/")
    assert Deletion.unscoped.exists()


# -- The inbox alone


def test_a_password_by_mail_does_not_ripen(alice, couple):
    resets(alice, NEW)
    with later(days=40):
        assert not is_full(tries_both(alice.email, NEW))


def test_it_is_void_once_she_has_changed_hers(alice, phone):
    resets(alice, NEW)
    changes_password(phone, "another of hers, calm")
    assert ways_in.pending_reset(alice) is None


def test_on_the_first_day_the_inbox_is_one_proof_too(alice, couple):
    alice.made_at += timedelta(days=60)
    alice.save()
    resets(alice, NEW)
    assert not is_full(tries_both(alice.email, NEW))


# -- An old password and her ticked browser


def test_a_new_password_ends_the_browsers_in_which_the_old_one_was_enough(alice, phone):
    browser = remembered(alice)
    changes_password(phone, "her new calm phrase")
    assert not Browser.unscoped.exists()
    browser.post("/account/logout/")
    browser.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert not is_full(browser)


# -- Keeping her out


def test_a_stranger_with_the_address_closes_not_both_ways(alice, couple):
    for number in range(21):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{number}")
        for _ in range(5):
            stranger.post(LOGIN, {"login": alice.email, "password": "a guess"})
        stranger.post(BY_MAIL, {"email": alice.email})
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert owner.post(BY_MAIL, {"email": alice.email}).status_code == 429
    assert owner_comes_in()


def test_tries_at_the_second_page_keep_nobody_out_elsewhere(alice, couple):
    thief = Client(REMOTE_ADDR="203.0.113.9")
    thief.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    answers = [thief.post(SECOND, {"action": "show", "code": "0"}).status_code for _ in range(9)]
    assert answers[-1] == 429
    assert thief.post(SECOND, {"action": "alone"}).status_code == 302
    assert owner_comes_in()


def test_codes_of_an_app_are_guessed_a_hundred_times_a_day(alice, couple, watch):  # noqa: F811
    app, tried = adds_app(client_of(alice), watch), 0
    for number in range(15):
        thief = Client(REMOTE_ADDR=f"203.0.{number}.9")
        thief.post(LOGIN, {"login": alice.email, "password": PASSWORD})
        for _ in range(8):
            tried += thief.post(SECOND, {"action": "show", "code": f"{tried:06}"}).status_code == 422
    assert tried == 120
    thief = Client(REMOTE_ADDR="203.0.99.9")
    thief.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    thief.post(SECOND, {"action": "show", "code": app.code})
    assert not is_full(thief)
    assert owner_comes_in()


def test_codes_asked_for_by_somebody_else_in_the_same_home_keep_nobody_out(alice, couple):
    for number in range(21):
        with later(minutes=6 * number):
            thief = Client()
            thief.post(LOGIN, {"login": alice.email, "password": PASSWORD})
            thief.post(SECOND, {"action": "mail"})
    with later(hours=3):
        assert is_full(tries_both(alice.email, PASSWORD, machine="127.0.0.1"))


def test_pages_written_by_somebody_else_leave_room_for_hers(alice, couple):
    thief = by_password(alice)
    for _ in range(101):
        last = thief.post("/aside/", {"text": "x"})
    assert last.status_code == 409
    assert by_password(alice).post("/aside/", {"text": "hers"}).status_code == 302


def test_nobody_throws_away_what_another_sign_in_wrote(alice, couple):
    by_password(alice).post("/aside/", {"text": "hers"})
    thief = by_password(alice)
    row = Aside.unscoped.get()
    assert "Delete page" not in thief.get("/aside/").text
    thief.post(f"/aside/{row.pk}/removal/")
    assert Aside.unscoped.get() == row


# -- In a small sign-in


def test_a_code_of_another_sign_up_changes_nothing_here(alice, couple):
    hers, thief = client_of(alice), Client()
    fields = {"email": THEIRS, "password1": NEW, "password2": NEW, "name": "X", "adult": "on"}
    thief.post("/account/signup/", fields)
    code = last_code()
    thief.post("/account/login/passkey/", {"credential": "{}"})
    thief.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    thief.post(SECOND, {"action": "alone"})
    thief.post("/account/confirm-email/", {"code": code})
    assert is_full(hers)
    assert not Change.unscoped.exists()


def test_whether_there_is_a_space_to_leave_is_not_told(alice, couple, dana):
    answers = [
        signed_in_by(person, Proof.PASSWORD).post(LEAVING, {"password": PASSWORD, "saw": "x"}).status_code
        for person in (alice, dana)
    ]
    assert answers == [302, 302]


def test_the_day_tells_nothing_of_earlier_sign_ins(alice, couple):
    with later(days=-5):
        by_password(alice)
    thief = by_password(alice)
    other = Client()
    other.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    for page in (thief.get("/today/").text, other.get(SECOND).text):
        assert f'datetime="{(clock.today(alice.tz) + timedelta(days=14)):%Y-%m-%d}"' in page


def test_a_flood_of_codes_from_one_home_keeps_nobody_out_elsewhere(alice, couple):
    for _ in range(500):
        counting.count_try("mail-flood", "alice@example.org 203.0.113.9", timedelta(days=1))
    assert Client(REMOTE_ADDR="203.0.113.9").post(BY_MAIL, {"email": alice.email}).status_code == 429
    assert owner_comes_in()
