"""Signing out by itself: after thirty minutes in which nobody did anything, as the server counts."""

import re
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import clock
from couples import actions
from people.models import Aside, Export, Interruption, Rest, Session
from people.proofs import Proof
from sealed.models import Draft
from tests import cast
from tests.cast import PASSWORD, later, signed_in_by

pytestmark = pytest.mark.django_db

TO_SIGN_IN = "/account/login/?next=/where-you-were/&idle=1"
PIECE = "/plan/9/"
WORDS = {"happened": "a canary", "revision": "0"}


@pytest.fixture(autouse=True)
def _half_an_hour(settings):
    settings.TWOFOLD_IDLE_SECONDS = 30 * 60


def signs_in(client: Client, person) -> str:
    answer = client.get(cast.signs_in(client, person, next="/where-you-were/")["Location"], follow=True)
    assert answer.status_code == 200
    return str(answer.request["PATH_INFO"])


def is_signed_in(client: Client) -> bool:
    return client.get("/more/").status_code == 200


def test_after_thirty_minutes_the_session_has_ended(as_alice):
    assert is_signed_in(as_alice)
    with later(minutes=29, seconds=58):
        assert is_signed_in(as_alice)
        with later(minutes=31):
            page = as_alice.get(PIECE)
            assert (page.status_code, page["Location"]) == (302, TO_SIGN_IN)
            assert Session.objects.filter(person__isnull=False).count() == 0
    assert not is_signed_in(as_alice)


def test_the_sign_in_says_why_and_not_where(as_alice, client):
    as_alice.get(PIECE)
    with later(minutes=31):
        page = as_alice.get(PIECE, follow=True).text
    said = "You’ve been signed out because you hadn’t typed anything for a while. Everything you wrote is saved."
    assert said in page
    assert "what-happened" not in page
    assert "typed anything for a while" not in client.get("/account/login/").text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Dest": "empty"}, {"HX-Request": "true"}, {"Sec-Purpose": "prefetch"}, {"X-Timer": "1"}]
)
def test_what_nobody_did_does_not_count(as_alice, headers):
    as_alice.get("/more/")
    with later(minutes=20):
        assert as_alice.get("/more/", headers=headers).status_code == 200
    with later(minutes=31):
        assert not is_signed_in(as_alice)


def test_a_form_by_a_timer_does_not_count_and_one_by_a_person_does(as_alice):
    # To the second: no time passes but what is said here.
    with time_machine.travel(clock.now(), tick=False):
        as_alice.get("/more/")
        with later(minutes=20):
            assert as_alice.post("/staying/", headers={"X-Timer": "1"}).json() == {"left": 660}
            assert as_alice.post("/staying/").json() == {"left": 1800}
        with later(minutes=49):
            assert is_signed_in(as_alice)


@pytest.mark.parametrize(
    ("ago", "counts"),
    [("0", 0), ("45", 45), ("600", 600), ("1100", 1100), ("5000", 1200), ("", 0), ("-5", 0), ("soon", 0)],
)
def test_what_is_told_later_counts_from_when_it_was(as_alice, ago, counts):
    as_alice.get("/more/")
    with later(minutes=20):
        as_alice.post("/staying/", headers={"X-Seconds-Ago": ago})
        assert as_alice.post("/staying/", headers={"X-Timer": "1"}).json()["left"] in range(
            1859 - counts, 1861 - counts
        )


def stamps(client: Client) -> int:
    return int(client.session["last_input"])


def test_a_page_within_a_minute_of_another_writes_no_session(as_alice):
    as_alice.get("/more/")
    first = stamps(as_alice)
    with later(seconds=58), CaptureQueriesContext(connection) as queries:
        as_alice.get("/today/")
    assert stamps(as_alice) == first
    assert [query["sql"] for query in queries if not query["sql"].lstrip("(").startswith("SELECT")] == []
    with later(seconds=62):
        as_alice.get("/more/")
    assert stamps(as_alice) > first


def test_it_comes_a_minute_late_and_never_early(as_alice):
    """What is done within a minute of a stamp is not written down: half an hour from then on one is still there."""
    as_alice.get("/more/")
    with later(seconds=58):
        as_alice.get("/more/")
    with later(minutes=30, seconds=57):
        assert is_signed_in(as_alice)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Dest": "empty"}, {"HX-Request": "true"}])
def test_what_a_page_asks_after_the_end_is_refused_and_sends_the_page_on(as_alice, headers):
    as_alice.get("/more/")
    with later(minutes=31):
        answer = as_alice.post(f"{PIECE}", WORDS, headers=headers)
        assert (answer.status_code, answer["HX-Refresh"], answer.content) == (403, "true", b"")
        assert not Draft.unscoped.exists()


def test_the_same_person_goes_on_where_they_were(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.get(PIECE)
        assert signs_in(as_alice, alice) == PIECE


def test_another_person_finds_their_own_today(as_alice, alice, bob):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post(PIECE, WORDS)
        assert signs_in(as_alice, bob) == "/today/"


def test_a_week_later_it_is_forgotten(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.get(PIECE)
    with later(days=8):
        assert signs_in(as_alice, alice) == "/today/"


def test_a_form_that_came_too_late_is_kept_and_does_nothing_until_it_is_sent_on(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        answer = as_alice.post(PIECE, WORDS)
        assert (answer.status_code, answer["Location"]) == (302, TO_SIGN_IN)
        assert "canary" not in as_alice.get(TO_SIGN_IN).text
        assert not Draft.unscoped.exists()
        assert signs_in(as_alice, alice) == "/where-you-were/"
        page = as_alice.get("/where-you-were/").text
        assert '<input type="hidden" name="happened" value="a canary">' in page
        sent = as_alice.post("/where-you-were/", WORDS)
        assert (sent.status_code, sent["Location"]) == (307, PIECE)
        assert not Interruption.unscoped.exists()
        as_alice.post(PIECE, WORDS)
        assert "a canary" in str(Draft.unscoped.get().body)


def test_it_can_be_let_go(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post(PIECE, WORDS)
        signs_in(as_alice, alice)
        assert as_alice.post("/where-you-were/ending/")["Location"] == "/today/"
        assert not Interruption.unscoped.exists()


def test_no_password_is_kept(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post("/settings/", {"password": PASSWORD})
        assert Interruption.unscoped.get().fields == []
        signed_in_by(alice, Proof.PASSWORD, Proof.INBOX, client=as_alice)
        as_alice.get("/more/")
    with later(minutes=62):
        as_alice.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
        assert Interruption.unscoped.get().fields is None


def test_a_page_for_anybody_is_simply_shown(as_alice):
    as_alice.get("/more/")
    with later(minutes=31):
        page = as_alice.get("/help/")
        assert (page.status_code, "data-idle" in page.text) == (200, False)
        assert not is_signed_in(as_alice)
        assert not Interruption.unscoped.exists()


def test_a_forged_form_after_the_end_is_not_kept(alice):
    client = Client(enforce_csrf_checks=True)
    signed_in_by(alice, Proof.PASSWORD, Proof.INBOX, client=client)
    client.get("/more/")
    with later(minutes=31):
        assert client.post(PIECE, WORDS).status_code == 403
        assert not Interruption.unscoped.exists()


def test_who_never_did_anything_after_signing_in_is_signed_out_too(client, alice):
    cast.signs_in(client, alice)
    with later(minutes=31):
        assert not is_signed_in(client)


@pytest.mark.parametrize(
    "url",
    [
        "/agreement/signing/",
        "/agreement/offer/",
        "/agreement/own-lines/5b7d0d5e-7f4c-4e0a-9a55-000000000001/sharing/",
        "/plan/3/seal/",
        "/plan/3/removal/",
        "/check-ins/5b7d0d5e-7f4c-4e0a-9a55-000000000001/seal/",
        "/check-ins/5b7d0d5e-7f4c-4e0a-9a55-000000000001/closing/",
        "/settings/space/",
        "/settings/account/",
        "/join/a-token/yes/",
    ],
)
def test_nobody_signs_seals_or_leaves_by_a_form_that_came_too_late(as_alice, alice, url):
    """Whoever sat at that browser may have sent it: its page is read again first."""
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post(url, {"name": "Alice", "sha256": "0" * 64, "revision": "1", "seen": "1"})
        assert Interruption.unscoped.get().fields is None
        assert Interruption.unscoped.get().path == url


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", ["/more/", "/where-you-were/", "/where-you-were/ending/"])
def test_a_form_that_waits_is_not_lost_to_a_page_left_open(as_alice, alice, url, method):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post(PIECE, WORDS)
        signed_in_by(alice, Proof.PASSWORD, Proof.INBOX, client=as_alice)
        as_alice.get("/more/")
    with later(minutes=62):
        getattr(as_alice, "get" if url == "/more/" else method)(url)
        assert Interruption.unscoped.get().path == PIECE
        assert signs_in(as_alice, alice) == "/where-you-were/"
        assert "a canary" in as_alice.get("/where-you-were/").text


def test_after_a_week_another_page_takes_its_place(as_alice, alice):
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.post(PIECE, WORDS)
    with later(days=8):
        signed_in_by(alice, Proof.PASSWORD, Proof.INBOX, client=as_alice)
        as_alice.get("/more/")
        with later(days=8, minutes=31):
            as_alice.get("/settings/")
            assert Interruption.unscoped.get().fields is None


def test_what_stood_ready_to_be_taken_along_goes(as_alice, alice):
    actions.gather_export(alice)
    as_alice.get("/more/")
    with later(minutes=31):
        as_alice.get("/more/")
        assert not Export.unscoped.exists()


def test_by_one_proof_a_page_that_is_being_written_is_kept(alice, couple):
    client = signed_in_by(alice, Proof.PASSWORD)
    page = client.get("/aside/").text
    fields = {"text": "a canary", "page": re.search(r'name="page" value="([^"]+)"', page)[1]}
    with later(minutes=31):
        assert client.post("/aside/", fields)["Location"] == TO_SIGN_IN
        assert not is_signed_in(client)
    assert [row.body["words"]["text"] for row in Aside.unscoped.all()] == ["a canary"]


def test_by_one_proof_nothing_else_goes_through(alice, couple):
    client = signed_in_by(alice, Proof.PASSWORD)
    client.get("/aside/")
    with later(minutes=31):
        assert client.post("/one-proof/quiet/")["Location"] == TO_SIGN_IN
    assert not Rest.unscoped.exists()


def test_in_a_full_sign_in_that_page_goes_on_as_any_other(as_alice):
    as_alice.get("/aside/")
    with later(minutes=31):
        assert as_alice.post("/aside/", {"text": "a canary", "page": str(uuid4())})["Location"] == TO_SIGN_IN
    assert not Aside.unscoped.exists()
    assert Interruption.unscoped.get().path == "/aside/"
