"""GET /join/<token>/, GET and POST /join/<token>/yes/: the way in, from the side of the one asked."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from couples import actions
from couples.models import Partner
from couples.us import us_of
from people.proofs import Proof
from tests.cast import PASSWORD, client_of, later, signed_in_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(alice):
    return actions.invite(alice).body["token"]


def test_before_signing_up_it_says_who_what_and_who_runs_the_server(client, token, settings):
    settings.TWOFOLD_HOST_NAME = "The Harbour Practice"
    page = client.get(f"/join/{token}/").text
    assert "Alice has invited you to try something together" in page
    assert "What you’d share" in page
    assert "What stays private" in page
    assert "The Harbour Practice" in page
    assert "they may be your partner." in page


def test_the_yes_is_behind_the_sign_in(client, token):
    answer = client.get(f"/join/{token}/yes/")
    assert answer.status_code == 302
    assert answer.url == reverse("account_login") + f"?next=/join/{token}/yes/"


def test_reading_joins_nobody(as_bob, bob, token):
    assert as_bob.get(f"/join/{token}/").status_code == 200
    assert as_bob.get(f"/join/{token}/yes/").status_code == 200
    assert us_of(bob).couple is None


def test_yes_joins(as_bob, bob, alice, token):
    answer = as_bob.post(f"/join/{token}/yes/")
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert us_of(alice).other.person == bob
    assert "You’ve both joined" in as_bob.get("/today/").text


def test_straight_after_joining_today_has_two_names_and_the_next_thing_once(as_alice, as_bob, token):
    as_bob.post(f"/join/{token}/yes/")
    first, then = as_bob.get("/today/").text, as_bob.get("/today/").text
    assert "<h1>Bob and Alice</h1>" in first
    assert "You share a space now. What you wrote on your own hasn’t moved." in first
    assert first.count('class="leaf eared"') == 1
    assert ("Talk list" in first, "Talk list" in then) == (False, True)
    assert "Bob and Alice" not in then
    assert "<h1>Alice and Bob</h1>" not in as_alice.get("/today/").text


def test_a_login_that_nobody_has_verified_cannot_join(as_bob, bob, token):
    EmailAddress.objects.filter(user=bob).update(verified=False)
    answer = as_bob.post(f"/join/{token}/yes/")
    assert answer.status_code == 409
    assert "Confirm your email address first" in answer.text
    assert us_of(bob).couple is None
    EmailAddress.objects.filter(user=bob).update(verified=True)
    assert as_bob.post(f"/join/{token}/yes/").url == "/today/"


def test_who_has_not_confirmed_their_address_is_not_let_in_to_say_yes(client, token):
    """Signed up and no more: the code stands between them and every page that could join."""
    signed_up = {"name": "Finn", "email": "finn@example.org", "password1": PASSWORD, "adult": "on"}
    assert client.post("/account/signup/", {**signed_up, "next": f"/join/{token}/yes/"}).status_code == 302
    answer = client.post(f"/join/{token}/yes/")
    assert answer.url.startswith(reverse("account_login"))
    assert Partner.unscoped.count() == 1


def test_the_unwilling_are_told_that_a_plain_reason_is_enough(client, as_bob, token):
    for page in (client.get(f"/join/{token}/"), as_bob.get(f"/join/{token}/")):
        assert "You don’t owe anyone a reason." in page.text


def test_a_second_yes_leads_where_the_first_one_did(as_bob, token):
    as_bob.post(f"/join/{token}/yes/")
    for answer in (
        as_bob.post(f"/join/{token}/yes/"),
        as_bob.get(f"/join/{token}/yes/"),
        as_bob.get(f"/join/{token}/"),
    ):
        assert (answer.status_code, answer.url) == (302, "/today/")
    assert Partner.unscoped.count() == 2


def test_a_used_link_is_gone_for_anybody_else_and_for_who_has_left(client, as_bob, as_charlie, as_dana, bob, token):
    actions.accept(bob, token)
    actions.leave(bob)
    for someone in (as_bob, as_charlie, as_dana, client):
        for path in ("", "yes/") if someone is not client else ("",):
            used, mistyped = (someone.get(f"/join/{each}/{path}") for each in (token, "x" * 43))
            assert (used.status_code, masked(used)) == (404, masked(mistyped))
    for someone in (as_bob, as_charlie, as_dana):
        used, mistyped = (someone.post(f"/join/{each}/yes/") for each in (token, "x" * 43))
        assert (used.status_code, masked(used)) == (404, masked(mistyped))


def test_a_used_link_costs_a_stranger_no_more_than_a_mistyped_one(as_dana, bob, token):
    def queries(each):
        with CaptureQueriesContext(connection) as found:
            as_dana.get(f"/join/{each}/yes/")
        return len(found)

    actions.accept(bob, token)
    queries("w" * 43)  # the first that is counted sweeps up, too
    assert queries(token) == queries("x" * 43)


def test_an_ended_link_leads_nobody_on(as_alice, alice, token):
    """Ended is not used: alice is in its couple, and still it opens nothing."""
    actions.end_invitation(alice)
    assert as_alice.get(f"/join/{token}/yes/").status_code == 404


def test_wrong_used_ended_and_expired_are_the_same_bytes(client, alice, bob, dana):
    gone = {"mistyped": "x" * 43}
    gone["ended"] = actions.invite(alice).body["token"]
    gone["expired"] = actions.invite(alice).body["token"]
    gone["used"] = actions.invite(dana).body["token"]
    actions.accept(bob, gone["used"])
    actions.end_invitation(alice)
    with later(days=8):
        pages = {why: client.get(f"/join/{token}/") for why, token in gone.items()}
    assert {page.status_code for page in pages.values()} == {404}
    assert len({page.content for page in pages.values()}) == 1


def test_ones_own_link_gets_a_calm_page(as_alice, token):
    for path, method in (("", "get"), ("yes/", "get"), ("yes/", "post")):
        answer = getattr(as_alice, method)(f"/join/{token}/{path}")
        assert answer.status_code == 409
        assert "This is your own invitation" in answer.text


def test_by_one_proof_ones_own_link_is_like_any_other(alice, client, token):
    small = signed_in_by(alice, Proof.PASSWORD)
    assert small.get(f"/join/{token}/").status_code == client.get(f"/join/{token}/").status_code == 200


def test_the_yes_says_that_ones_own_link_ends_only_to_who_has_one(as_bob, bob, token):
    assert "Your own link ends" not in as_bob.get(f"/join/{token}/yes/").text
    actions.invite(bob)
    assert "Your own link ends" in as_bob.get(f"/join/{token}/yes/").text


def test_a_third_person_cannot_come_in(as_charlie, charlie, alice, token):
    for answer in (as_charlie.get(f"/join/{token}/yes/"), as_charlie.post(f"/join/{token}/yes/")):
        assert answer.status_code == 409
        assert "You already share a space with someone" in answer.text
    assert us_of(alice).other is None


@pytest.mark.parametrize("token", ["%00", "a%2Fb", "x" * 5000, "ünïcode", "'--", "%F0%9F%92%A9"])
def test_nonsense_for_a_token_is_calm(as_bob, client, token):
    for someone in (as_bob, client):
        assert someone.get(f"/join/{token}/").status_code == 404
        assert someone.post(f"/join/{token}/yes/").status_code in (302, 404)


def masked(answer):
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", answer.text)


def test_the_one_who_is_not_asked_reads_no_name_after_it_ended(alice, token):
    actions.end_invitation(alice)
    assert "Alice" not in client_of(alice).get(f"/join/{token}/").text
