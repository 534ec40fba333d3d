"""Nothing new beats something older: what is changed stands for thirty days beside what was there. docs/safety.md."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

import clock
import people.actions
from people.actions import paper_keys, ways_in
from people.actions.deleting import UNDO_FOR, UNDO_WITH_KEY
from people.models import Change, Deletion, PaperKey, What
from people.proofs import Proof
from tests.cast import PASSWORD, SECOND, client_of, later, said_it_is_them, signed_in_by, signs_in
from tests.machines.passkeys import Passkey
from tests.people.coming_in import BECOME, LOGIN, by_mail, by_password, is_full, is_small, last_code
from tests.people.second_steps import App, asked_for_passkey, grown_up, options_on, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db

NEW = "another calm long phrase"
CHANGE, ADDRESS = "/account/password/change/", "/account/email/"


def changes_password(client: Client, new: str = NEW, old: str = PASSWORD) -> None:
    assert client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code == 302


def changes_address(client: Client, email: str) -> None:
    asked = client.post(ADDRESS, {"action_add": "", "email": email})
    assert client.post(asked["Location"], {"code": last_code()}).status_code == 302


def adds_passkey(client: Client) -> Passkey:
    passkey = Passkey()
    credential = passkey.add(options_on(client.get("/sign-in/passkeys/").text))
    assert client.post("/sign-in/passkeys/", {"credential": credential}).status_code == 302
    return passkey


def undoes(client: Client) -> None:
    page = client.get("/sign-in/").text
    for path in re.findall(r'action="(/sign-in/changes/[^"]+/undoing/)"', page):
        client.post(path)


@pytest.fixture
def phone(alice):
    """Her phone lies open and unlocked, and somebody knows her password: they are in fully, and say that it is them."""
    client = client_of(alice)
    said_it_is_them(client)
    return client


# -- Today says so


def test_today_tells_whoever_signs_in_fully(alice, phone):
    adds_passkey(phone)
    for client in (client_of(alice), phone):
        page = client.get("/today/").text
        assert f'A passkey was added on <time datetime="{clock.now():%Y-%m-%d}">' in page
        assert "If it wasn’t, go to <a" in page
    with later(days=31):
        assert "A passkey was added" not in client_of(alice).get("/today/").text


def test_by_one_proof_today_tells_nothing(alice, phone):
    adds_passkey(phone)
    assert "passkey was added" not in signed_in_by(alice, Proof.PASSWORD).get("/today/").text


@pytest.mark.parametrize("what", What)
def test_each_change_is_told_in_one_sentence_with_its_day(what):
    change = Change(what=what, made_at=datetime(2026, 5, 21, 23, 30, tzinfo=UTC))
    assert change.said.count('<time datetime="2026-05-21">21 May</time>') == 1
    assert change.said.endswith(".")
    with timezone.override("Europe/Lisbon"):
        assert '<time datetime="2026-05-22">22 May</time>' in change.said


# -- A passkey


@pytest.mark.parametrize(("days", "full"), [(0, False), (29, False), (31, True)])
def test_a_new_passkey_counts_as_the_password_for_thirty_days(phone, alice, days, full):
    passkey = adds_passkey(phone)
    with later(days=days):
        client = Client()
        answer = client.post("/account/login/passkey/", {"credential": passkey.use(asked_for_passkey(client))})
        if answer["Location"] == SECOND:
            client.post(SECOND, {"action": "alone"})
        assert is_full(client) is full


def test_with_the_password_it_is_still_one_proof(phone, alice, watch):  # noqa: F811
    secret = re.search(r"<code>([A-Z2-7]+)</code>", phone.get("/sign-in/app/").text)
    assert secret
    app = App(secret[1], watch)
    phone.post("/sign-in/app/", {"code": app.code})
    watch.now += 30
    client = by_password(alice)
    assert client.post(BECOME, {"code": app.code}).status_code == 422
    assert is_small(client)


def test_what_was_added_is_undone_by_who_comes_with_what_was_there_before(phone, alice):
    adds_passkey(phone)
    owner = Client()
    with later(days=3):
        signs_in(owner, alice)
        assert "A passkey was added" in owner.get("/sign-in/").text
        undoes(owner)
        assert not Authenticator.objects.exists()
        assert phone.get("/today/")["Location"].startswith(LOGIN), "and everywhere else she is signed out"
        assert is_full(owner)


def test_what_was_removed_goes_on_and_is_kept_by_undoing(phone, alice):
    passkey = adds_passkey(phone)
    Change.unscoped.all().delete()
    phone.post(re.search(r'href="(/sign-in/passkeys/[^"]+/removal/)"', phone.get("/sign-in/").text)[1])
    owner = Client()
    with later(days=29):
        owner.post("/account/login/passkey/", {"credential": passkey.use(asked_for_passkey(owner))})
        assert is_full(owner)
        undoes(owner)
    with later(days=31):
        people.actions.settle_all()
        assert Authenticator.objects.exists()


# -- The password


def test_a_new_password_is_undone_by_the_old_one_with_another_proof(phone, alice):
    changes_password(phone)
    with later(days=5):
        half = Client()
        half.post(LOGIN, {"login": alice.email, "password": PASSWORD})
        assert "Go on with one" not in half.get(SECOND).text
        assert half.post(SECOND, {"action": "alone"}).status_code != 302, "alone it opens nothing"
        half.post(SECOND, {"action": "mail"})
        half.post(SECOND, {"code": last_code()})
        assert is_full(half)
        undoes(half)
        alice.refresh_from_db()
        assert [ways_in.which_password(alice, typed) for typed in (PASSWORD, NEW)] == ["password", ""]
        assert is_full(half)


def test_changed_twice_the_first_one_comes_back(phone, alice):
    changes_password(phone)
    changes_password(phone, "a third calm long phrase", NEW)
    with later(days=5):
        owner = Client()
        signs_in(owner, alice)
        undoes(owner)
        alice.refresh_from_db()
        assert ways_in.which_password(alice, PASSWORD) == "password"


def test_after_thirty_days_the_old_one_is_nothing(phone, alice):
    changes_password(phone)
    with later(days=31):
        people.actions.settle_all()
        assert Client().post(LOGIN, {"login": alice.email, "password": PASSWORD}).status_code == 200


def test_half_signed_in_with_the_old_one_ends(phone, alice):
    half = Client()
    half.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    changes_password(phone)
    assert half.get(SECOND)["Location"] == LOGIN


# -- The address


def test_a_new_address_stands_beside_the_old_one(phone, alice):
    old = alice.email
    changes_address(phone, "bobs@example.org")
    alice.refresh_from_db()
    assert alice.email == "bobs@example.org"
    owner = Client()
    with later(days=20):
        alice.email = old
        signs_in(owner, alice)
        assert is_full(owner)
        undoes(owner)
        alice.refresh_from_db()
        assert alice.email == old
        assert list(EmailAddress.objects.filter(user=alice).values_list("email", "primary")) == [(old, True)]


def test_a_code_to_the_new_one_counts_as_the_password(phone, alice):
    changes_address(phone, "bobs@example.org")
    alice.refresh_from_db()
    client = by_mail(alice)
    assert client.post(BECOME, {"password": PASSWORD}).status_code == 422
    assert not is_full(client)


def test_after_thirty_days_the_old_one_ends(phone, alice):
    changes_address(phone, "garden@example.org")
    with later(days=31):
        people.actions.settle_all()
        assert [each.email for each in EmailAddress.objects.filter(user=alice)] == ["garden@example.org"]


# -- The paper key


def key_of(client: Client) -> str:
    found = re.search(r"<code>([0-9A-Z ]{29})</code>", client.post("/sign-in/key/").text)
    assert found
    return found[1]


def test_it_is_shown_once_and_kept_as_a_hash(phone):
    key = key_of(phone)
    assert len(set(key) - {" "}) > 8
    assert key not in phone.get("/sign-in/key/").text
    assert key.replace(" ", "") not in repr(vars(PaperKey.unscoped.get()))


def test_after_thirty_days_it_is_the_second_proof_however_it_is_typed(phone, alice):
    key = key_of(phone)
    for typed in (key, key.lower().replace(" ", "-"), key.replace(" ", "").replace("0", "o").replace("1", "l")):
        with later(days=31):
            client = by_mail(alice)
            client.post(BECOME, {"code": typed})
            assert is_full(client), typed


def test_a_young_one_is_the_password_again(phone, alice):
    key = key_of(phone)
    client = by_password(alice)
    assert client.post(BECOME, {"code": key}).status_code == 422
    client = by_mail(alice)
    client.post(BECOME, {"code": key})
    assert is_full(client)


def test_typed_beside_the_password_it_is_enough(phone, alice):
    key = key_of(phone)
    with later(days=31):
        client = Client()
        answer = client.post(LOGIN, {"login": alice.email, "password": PASSWORD, "key": key})
        assert answer["Location"] == "/"
        assert is_full(client)


@pytest.mark.parametrize("typed", ["0" * 24, "x", "é" * 24])
def test_a_wrong_one_opens_nothing(phone, alice, typed):
    key_of(phone)
    client = by_password(alice)
    assert client.post(BECOME, {"code": typed}).status_code == 422


def test_with_it_in_the_form_a_change_counts_at_once(alice):
    key = paper_keys.make_key(alice, Proof.PASSWORD)
    with later(days=31):
        people.actions.settle_all()
        client = client_of(alice)
        client.post("/account/reauthenticate/", {"password": key})
        passkey = adds_passkey(client)
        other = Client()
        other.post("/account/login/passkey/", {"credential": passkey.use(asked_for_passkey(other))})
        assert is_full(other)
        assert not Change.unscoped.exists()


def test_who_has_it_and_one_other_thing_undoes_everything_younger(alice, phone):
    key = paper_keys.make_key(alice, Proof.PASSWORD)
    with later(days=40):
        people.actions.settle_all()
        said_it_is_them(phone := client_of(alice))
        changes_password(phone)
        changes_address(phone, "bobs@example.org")
        adds_passkey(phone)
    with later(days=60):
        owner = Client()
        owner.post(LOGIN, {"login": "alice@example.org", "password": NEW, "key": key})
        assert is_full(owner)
        undoes(owner)
        alice.refresh_from_db()
        assert alice.email == "alice@example.org"
        assert ways_in.which_password(alice, PASSWORD) == "password"
        assert not Authenticator.objects.exists()


def test_a_new_one_works_beside_the_old_for_thirty_days(alice):
    old = paper_keys.make_key(alice, Proof.PASSWORD)
    new = paper_keys.make_key(alice, Proof.PASSWORD)
    with later(days=29):
        assert [bool(paper_keys.key_that_is(alice, key)) for key in (old, new)] == [True, True]
    with later(days=31):
        assert [bool(paper_keys.key_that_is(alice, key)) for key in (old, new)] == [False, True]


# -- Anywhere, deleting, the first day


def test_the_password_is_enough_anywhere_after_thirty_days(phone, alice):
    phone.post("/sign-in/anywhere/", {"enough": "on"})
    alice.refresh_from_db()
    with later(days=29):
        assert not is_full(by_password(alice))
    with later(days=31):
        client = Client()
        assert client.post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == "/"
        said_it_is_them(client)
        client.post("/sign-in/anywhere/", {"enough": "off"})
        assert Client().post(LOGIN, {"login": alice.email, "password": PASSWORD})["Location"] == SECOND


@pytest.mark.parametrize("with_key", [False, True])
def test_deleting_takes_a_week_and_a_day_with_the_key(alice, with_key):
    key = paper_keys.make_key(alice, Proof.PASSWORD)
    grown_up()
    client_of(alice).post("/settings/account/", {"password": key if with_key else PASSWORD})
    deletion = Deletion.unscoped.get()
    assert deletion.due_at - deletion.asked_at == (UNDO_WITH_KEY if with_key else UNDO_FOR)


def test_asked_for_by_somebody_else_the_owner_keeps_it(alice, couple):
    client_of(alice).post("/settings/account/", {"password": PASSWORD})
    small = by_mail(alice)
    assert small.post("/settings/account/keeping/").status_code == 403
    owner = Client()
    with later(days=6):
        signs_in(owner, alice)
        assert owner.get("/today/")["Location"] == "/settings/account/"
        said_it_is_them(owner)
        owner.post("/settings/account/keeping/")
    assert not Deletion.unscoped.exists()


def test_on_an_accounts_first_day_everything_counts_at_once(alice, phone):
    alice.made_at = clock.now()
    alice.save()
    passkey = adds_passkey(phone)
    client = Client()
    client.post("/account/login/passkey/", {"credential": passkey.use(asked_for_passkey(client))})
    assert is_full(client)
    assert not Change.unscoped.exists()


def test_a_change_of_somebody_else_is_not_there(phone, charlie):
    adds_passkey(phone)
    change = Change.unscoped.get(what=What.PASSKEY)
    assert client_of(charlie).post(f"/sign-in/changes/{change.pk}/undoing/").status_code == 404


def test_whoever_made_it_with_younger_proofs_cannot_undo_it(phone, alice):
    """Nor anything that came before theirs."""
    changes_address(phone, "bobs@example.org")
    with later(days=2):
        alice.refresh_from_db()
        thief = by_mail(alice)
        assert not is_full(thief)
        assert "Undo it" not in thief.get("/sign-in/").text
