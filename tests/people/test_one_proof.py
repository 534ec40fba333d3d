"""Signing in with one proof only, and what becomes of it: docs/safety.md."""

import re
from typing import Any

import pytest
from django.test import Client

import clock
from agreement.models import SetAside, Signature
from couples.models import Partner
from people.actions import ways_in
from people.models import Aside, Browser, Change, Person, Rest, Session, SmallSignIn
from people.proofs import Proof
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer
from tests.agreement.conftest import draft, in_force, offered, sign  # noqa: F401 - fixtures
from tests.cast import PASSWORD, SECOND, client_of, later, said_it_is_them, signed_in_by, signs_in
from tests.mail import arrived
from tests.people.second_steps import adds_app, adds_passkey, asked_for_passkey, watch  # noqa: F401 - for the app

pytestmark = pytest.mark.django_db

LOGIN, BY_MAIL, CODE, BECOME = (
    "/account/login/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/sign-in/second/",
)
TODAY, ASIDES = "/today/", "/aside/"
NEW = "another calm long phrase"
ALONE = {"action": "alone"}


def is_full(client: Client) -> bool:
    return client.get("/more/").status_code == 200


def is_small(client: Client) -> bool:
    return "Part of this place is open" in client.get(TODAY).text


def last_code() -> str:
    found = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert found
    return found[1]


def by_password(person: Person, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(LOGIN, {"login": person.email, "password": password})["Location"] == SECOND
    client.post(SECOND, ALONE)
    return client


def by_mail(person: Person, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(BY_MAIL, {"email": person.email})["Location"] == CODE
    assert client.post(CODE, {"code": last_code()})["Location"] == SECOND
    client.post(SECOND, ALONE)
    return client


def resets(person: Person, password: str = NEW, client: Client | None = None) -> None:
    client = client or Client()
    asked = client.post("/account/password/reset/", {"email": person.email})
    done = client.post(asked["Location"], {"code": last_code()})
    client.post(done["Location"], {"password1": password, "password2": password})


BOTH_WAYS = pytest.mark.parametrize("comes_in", [by_password, by_mail])


@BOTH_WAYS
def test_one_proof_is_a_small_sign_in(alice, comes_in):
    client = comes_in(alice)
    assert (is_small(client), is_full(client)) == (True, False)
    page = client.get("/plan/")
    assert page.status_code == 403
    assert "This opens with one more thing" in page.text


@pytest.mark.parametrize("second", ["mail", "app"])
def test_a_second_one_makes_it_full(alice, as_alice, watch, second):  # noqa: F811
    app = adds_app(as_alice, watch)
    client = by_password(alice)
    if second == "mail":
        client.post(BECOME, {"action": "mail"})
        code = last_code()
    else:
        watch.now += 30
        code = app.code
    assert client.post(BECOME, {"code": code})["Location"] == TODAY
    assert is_full(client)


def test_by_mail_the_password_is_the_second(alice):
    client = by_mail(alice)
    assert client.post(BECOME, {"password": "not this one at all"}).status_code == 422
    assert client.post(BECOME, {"password": PASSWORD})["Location"] == TODAY
    assert is_full(client)


def test_the_same_proof_twice_is_one(alice):
    client = by_password(alice)
    assert client.post(BECOME, {"password": PASSWORD}).status_code == 422, "it asks for a code"
    assert not is_full(client)
    client = by_mail(alice)
    client.post(BECOME, {"action": "mail"})
    assert client.post(BECOME, {"code": last_code()}).status_code == 422
    assert not is_full(client)


@BOTH_WAYS
def test_what_is_written_can_be_read_again_by_the_same_proof_and_in_full(alice, comes_in):
    assert comes_in(alice).post(ASIDES, {"text": "a canary"})["Location"] == ASIDES
    other = by_mail if comes_in is by_password else by_password
    assert "a canary" in comes_in(alice).get(ASIDES).text
    assert "a canary" not in other(alice).get(ASIDES).text
    assert "a canary" in client_of(alice).get(ASIDES).text


def test_sent_twice_one_page_is_kept(alice):
    client = by_password(alice)
    page = re.search(r'name="page" value="([^"]+)"', client.get(ASIDES).text)
    assert page
    for _ in range(2):
        client.post(ASIDES, {"text": "a canary", "page": page[1]})
    assert Aside.unscoped.count() == 1


def test_a_page_of_another_proof_cannot_be_thrown_away(alice):
    by_password(alice).post(ASIDES, {"text": "a canary"})
    aside = Aside.unscoped.get()
    assert by_mail(alice).post(f"{ASIDES}{aside.pk}/removal/").status_code == 404
    assert Aside.unscoped.exists()


def test_it_can_in_the_sign_in_that_wrote_it_and_in_a_full_one(alice):
    for client in (by_password(alice), client_of(alice)):
        writer = client if is_small(client) else by_password(alice)
        writer.post(ASIDES, {"text": "a canary"})
        assert "Delete page" in client.get(ASIDES).text
        assert client.post(f"{ASIDES}{Aside.unscoped.get().pk}/removal/")["Location"] == ASIDES
        assert not Aside.unscoped.exists()


@BOTH_WAYS
def test_the_next_full_sign_in_ends_it_and_tells(alice, comes_in):
    small = comes_in(alice)
    owner = Client()
    signs_in(owner, alice)
    assert small.get(TODAY)["Location"].startswith(LOGIN)
    said = {by_password: "your password", by_mail: "a code from your email"}[comes_in]
    day = clock.today(alice.tz)
    assert f"Someone signed in with only {said} on" in owner.get(TODAY).text
    with later(days=31):
        assert "Someone signed in" not in client_of(alice).get(TODAY).text
    assert SmallSignIn.unscoped.get().day == day


def test_who_completes_their_own_is_not_told_of_it(alice):
    client = by_mail(alice)
    client.post(BECOME, {"password": PASSWORD})
    assert "Someone signed in" not in client.get(TODAY).text
    assert not SmallSignIn.unscoped.exists()


def test_who_completes_their_own_is_told_of_another_on_the_same_day(alice):
    other, client = by_mail(alice), by_mail(alice)
    client.post(BECOME, {"password": PASSWORD})
    assert "Someone signed in with only a code from your email" in client.get(TODAY).text
    assert other.get(TODAY)["Location"].startswith(LOGIN)


@BOTH_WAYS
def test_two_weeks_later_the_same_proof_is_enough(alice, comes_in):
    comes_in(alice)
    with later(days=13):
        assert not is_full(comes_in(alice))
    other = by_mail if comes_in is by_password else by_password
    with later(days=14):
        assert not is_full(other(alice)), "only that proof has waited"
        client = Client()
        if comes_in is by_password:
            answer = client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
        else:
            client.post(BY_MAIL, {"email": alice.email})
            answer = client.post(CODE, {"code": last_code()})
        assert answer["Location"] == "/"
        assert is_full(client)


def test_a_full_sign_in_ends_the_wait(alice):
    by_password(alice)
    with later(days=10):
        signs_in(Client(), alice)
    with later(days=15):
        assert not is_full(by_password(alice))
    with later(days=23):
        assert not is_full(by_password(alice))


def test_the_day_is_told(alice):
    page = by_password(alice).get(TODAY).text
    day = SmallSignIn.unscoped.get().enough_from
    assert f'from <time datetime="{day.isoformat()}">' in page


# -- What one proof may do


def test_leaving_keeps_what_was_sealed(alice, bob, couple, light: Any):
    sealed.seal(alice, light, {"hope": {"value": "a canary"}})
    client = by_password(alice)
    page = client.get("/settings/space/").text
    assert "Bob" not in page
    client.post("/settings/space/", {"password": PASSWORD})
    assert not Partner.unscoped.filter(person=alice, left_on=None).exists()
    assert not Answer.unscoped.exists()
    assert sealed_reading.draft_of(alice, light).words == {"hope": {"value": "a canary"}}


def test_who_knows_no_password_leaves_by_a_code(alice, couple):
    client = by_mail(alice)
    client.post("/settings/space/", {"action": "code"})
    assert client.post("/settings/space/", {"password": last_code()})["Location"] == TODAY
    assert not Partner.unscoped.filter(person=alice, left_on=None).exists()


def test_a_signature_is_taken_back(alice, offered):  # noqa: F811
    sign(alice)
    client = by_password(alice)
    client.post("/agreement/signature/removal/")
    assert not Signature.unscoped.exists()


def test_the_agreement_is_set_aside(alice, bob, in_force, as_bob):  # noqa: F811
    client = by_password(alice)
    client.post("/agreement/setting-aside/")
    assert SetAside.unscoped.get().person == alice
    assert "Alice set this aside" in as_bob.get("/agreement/").text


def test_nothing_tells_whether_there_was_anything(alice, dana, in_force, offered):  # noqa: F811
    """An owner with everything and one with nothing get the same words."""
    for path in (
        "/agreement/setting-aside/",
        "/agreement/signature/removal/",
        "/one-proof/quiet/",
        "/one-proof/mail/ending/",
    ):
        pages = []
        for person in (alice, dana):
            client = signed_in_by(person, Proof.PASSWORD)
            client.post(path)
            text = re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", client.get(TODAY).text)
            pages.append(text.replace(person.email, ""))
        assert pages[0] == pages[1], path
    assert Rest.unscoped.count() == 2


def test_it_signs_seals_shares_and_takes_along_nothing(alice, bob, offered, light: Any):  # noqa: F811
    row = sealed.keep(alice, light, {"hope": {"value": "a canary"}})
    client = by_password(alice)
    for path, data in {
        "/agreement/signing/": {"password": PASSWORD, "name": "Alice", "meant": "on"},
        "/plan/3/seal/": {"shown": row.fingerprint},
        "/plan/3/draft/": {"hope": "over it"},
        "/export/": {},
        "/settings/account/": {"password": PASSWORD},
        "/account/password/change/": {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        "/account/email/": {"action_add": "", "email": "bobs@example.org"},
        "/sign-in/app/": {"code": "000000"},
    }.items():
        assert client.post(path, data).status_code == 403, path
    assert not Signature.unscoped.exists()
    assert not Answer.unscoped.exists()


# -- A password set by mail


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


# -- A browser in which the password is enough


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


def remembered(person: Person, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    client.post(SECOND, {"action": "mail"})
    client.post(SECOND, {"code": last_code(), "remember": "on"})
    return client


# -- Sessions


def test_a_session_that_does_not_say_how_it_began_is_small(alice):
    client = Client()
    client.force_login(alice)
    assert not is_full(client)


def test_a_new_key_comes_with_the_second_proof(alice):
    client = by_mail(alice)
    before = client.cookies["session"].value
    client.post(BECOME, {"password": PASSWORD})
    assert client.cookies["session"].value != before
    assert [session.is_full for session in Session.objects.filter(person=alice)] == [True]


@pytest.fixture
def light() -> Any:
    from recovery.pieces import piece_of
    from recovery.plan import catalogue

    return piece_of(catalogue.activity("why-i-am-here"))
