"""GET and POST /agreement/signing/: read, meant, signed; and taken back."""

import re

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Signature, State, Version
from tests.agreement.conftest import PHONES, SAM, hidden, sign
from tests.cast import PASSWORD, later

pytestmark = pytest.mark.django_db


NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"


HOME, ADD, SIGNING = "/agreement/", "/agreement/clauses/", "/agreement/signing/"
SIGNED = "/agreement/in-force/"


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


def name_on(page):
    """The signer's own name, as the page says it."""
    return re.search(r"As it’s written here: ([^.]+)\.", page)[1]


def form_of_signing(client, **changes):
    page = client.get(SIGNING).text
    form = {name: hidden(page, name) for name in ("version", "sha256", "shown")}
    return {**form, "meant": "on", "name": name_on(page), "password": PASSWORD, **changes}


def test_offer_read_sign_and_in_force(as_alice, as_bob, draft):
    assert as_alice.post("/agreement/offer/").url == HOME
    page = as_bob.get(SIGNING).text
    assert "Afraid to say no? Do what’s safest for you now." in page
    assert "not a legal contract. Nothing in it stops either of you from getting help" in page
    assert "If Alice has signed already, it’s in force as soon as you sign." in page
    for words in (SAM, PHONES, "What we’ve agreed", "For both of us"):
        assert escape(words) in page
    assert as_bob.post(SIGNING, form_of_signing(as_bob)).url == SIGNED
    page = as_bob.get(HOME).text
    assert "You’ve signed this" in page
    assert "It counts once you’ve both signed." in page
    assert as_bob.get(SIGNING).url == HOME
    as_alice.post(SIGNING, form_of_signing(as_alice))
    for client in (as_alice, as_bob):
        page = client.get(HOME).text
        assert "In force since" in page
        assert "Its review date is" in page
        assert "Alice" in page
        assert "Bob" in page
    assert Version.unscoped.get().state == State.IN_FORCE


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Type your name as it’s written here."),
        ({"name": " \x00 "}, "Type your name as it’s written here."),
        ({"name": "x" * 100_000}, "Shorten this to 200 characters."),
        ({"meant": ""}, "You don’t need a reason not to sign"),
    ],
)
def test_an_incomplete_signature_signs_nothing_and_keeps_what_was_typed(as_alice, offered, changes, sentence):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, **changes))
    assert page.status_code == 422
    assert sentence in page.text
    assert not Signature.unscoped.exists()
    if "meant" in changes:
        assert 'value="Alice"' in page.text


@pytest.mark.parametrize("name", ["", "A name"])
def test_a_text_that_changed_is_not_signed_and_says_what_is_different(as_alice, bob, offered, name):
    form = form_of_signing(as_alice, name=name)
    actions.edit_clause(bob, first_line(offered).pk, LineWords("Bob’s words."), seen=1)
    actions.offer(bob)
    page = as_alice.post(SIGNING, form)
    assert page.status_code == 409
    assert "The text changed after you opened it. Nothing has been signed" in page.text
    assert "Here’s what’s different." in page.text
    assert escape(SAM) in page.text
    assert "Bob’s words." in page.text
    assert "Read the new words" in page.text
    assert not Signature.unscoped.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": ""}, {"sha256": "0" * 64}, {"sha256": "x" * 1000}, {"version": "x"}, {"version": NOWHERE},
        {"shown": "{"}, {"shown": "x" * 100_000},
    ],
    ids=str,
)  # fmt: skip
def test_a_form_that_no_page_of_ours_made_signs_nothing(as_alice, offered, changes):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, **changes))
    if changes == {"shown": "{"}:
        assert page.url == SIGNED
        return
    assert page.status_code in (409, 422)
    assert not Signature.unscoped.exists()


def test_a_draft_is_not_there_to_sign(as_alice, as_charlie, draft):
    for client in (as_alice, as_charlie):
        for page in (client.get(SIGNING), client.post(SIGNING, {"name": "x"})):
            assert page.status_code == 409
            assert "This is a draft. Nothing has been signed" in page.text


def test_after_14_days_it_is_calmly_a_draft(as_alice, offered):
    form = form_of_signing(as_alice)
    with later(days=14):
        assert as_alice.get(SIGNING).status_code == 409
        assert as_alice.post(SIGNING, form).status_code == 409
        page = as_alice.get(HOME).text
        day = offered.draft_again_on
        assert f"This became a draft again on {day.day} {day:%B}. Nothing is lost." in page
        assert "Make ready to sign" in page
    offered.refresh_from_db()
    assert offered.state == State.OFFERED


def test_a_signature_is_taken_back(as_alice, alice, offered):
    sign(alice)
    assert as_alice.post("/agreement/signature/removal/").url == HOME
    assert not Signature.unscoped.exists()
    assert as_alice.post("/agreement/signature/removal/").url == HOME


def test_in_force_no_signature_is_taken_back(as_alice, in_force):
    assert as_alice.post("/agreement/signature/removal/").status_code == 409
    assert Signature.unscoped.count() == 2


def test_the_words_that_are_hashed_are_the_words_on_the_page(as_alice, alice, couple):
    actions.add_clause(alice, LineWords("A <b>bold</b> & “quoted”\nline {{ of }} two.", topic="<i>Topic</i>"))
    actions.offer(alice)
    page = as_alice.get(SIGNING).text
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; “quoted”\nline {{ of }} two." in page
    assert "&lt;i&gt;Topic&lt;/i&gt;" in page
    assert as_alice.post(SIGNING, form_of_signing(as_alice)).url == SIGNED
    assert Signature.unscoped.count() == 1


@pytest.mark.parametrize("name", ["Bob", "Alic\u0435", "Alice B."])
def test_nobody_signs_as_somebody_else(as_alice, offered, name):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, name=name))
    assert page.status_code == 422
    assert "Type your own name as it stands here: Alice. Nothing has been signed." in page.text
    assert not Signature.unscoped.exists()


@pytest.mark.parametrize("name", ["alice", " Alice ", "\uff21\uff4c\uff49\uff43\uff45", "Ali\u200bce"])
def test_ones_own_name_may_be_typed_on_whatever_keyboard(as_alice, offered, name):
    assert as_alice.post(SIGNING, form_of_signing(as_alice, name=name)).url == SIGNED
    assert Signature.unscoped.get().body == {"name": "Alice"}


@pytest.mark.parametrize("password", ["", "not this one at all", "000000"])
def test_without_ones_own_proof_nothing_is_signed(as_alice, offered, password):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, password=password))
    assert page.status_code == 422
    assert not Signature.unscoped.exists()
    if password:
        assert "Enter the password you sign in with. Nothing has been signed." in page.text
        assert password not in page.text


def test_the_password_of_the_other_signs_nothing(as_alice, bob, offered):
    bob.set_password("the other quiet password")
    bob.save()
    assert as_alice.post(SIGNING, form_of_signing(as_alice, password="the other quiet password")).status_code == 422
    assert not Signature.unscoped.exists()
