"""What somebody has just done is said once, on their next Today, and to nobody else."""

import pytest

from agreement import actions as agreement
from agreement.actions import LineWords
from sealed import actions as sealed
from tests.agreement.test_signing_page import SIGNING, form_of_signing
from tests.writing import shown_on

pytestmark = pytest.mark.django_db

WHY = "/plan/3/"
SEALED = "That’s sealed, and your part’s done."
OPENED = "You’ve opened your answers. You don’t have to talk about them today."
SIGNED = "You’ve signed. Your agreement counts once you’ve both signed the same words."


def seals(client):
    client.post(WHY, {"hope": "words", "revision": "0"})
    assert client.post(f"{WHY}seal/", shown_on(client, f"{WHY}seal/")).url == f"{WHY}sealed/"


def today(client):
    return client.get("/today/").text


def test_sealed_is_said_once_with_the_next_thing(as_alice, as_bob, couple):
    seals(as_alice)
    assert SEALED not in as_alice.get(f"{WHY}sealed/").text
    page = today(as_alice)
    assert page.index(SEALED) < page.index('id="leaf-title"')
    assert SEALED not in today(as_alice)
    assert SEALED not in today(as_bob)


def test_taken_back_it_is_not_said(as_alice, couple):
    seals(as_alice)
    as_alice.post(f"{WHY}answer/removal/")
    assert SEALED not in today(as_alice)


def test_opened_is_said_to_who_opened(as_alice, as_bob, couple):
    seals(as_alice)
    seals(as_bob)
    as_alice.post(f"{WHY}opening/")
    assert OPENED in today(as_alice)
    assert OPENED not in today(as_alice)
    assert OPENED not in today(as_bob)


def test_signed_is_said_the_same_whoever_signs_first(as_alice, as_bob, alice, couple):
    agreement.add_clause(alice, LineWords("We tell each other the same day."))
    agreement.offer(alice)
    for client in (as_alice, as_bob):
        client.post(SIGNING, form_of_signing(client))
    assert SIGNED in today(as_alice)
    page = today(as_bob)
    assert SIGNED in page
    assert "Your agreement is in force" in page


def test_what_has_opened_is_named(as_alice, alice, bob, couple):
    from recovery.pieces import piece_of
    from recovery.plan import catalogue

    for person in (alice, bob):
        sealed.seal(person, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "words"}})
    page = today(as_alice)
    assert "Your answers are ready to open" in page
    assert "“Why I’m here”. Open them when you have ten minutes to yourself." in page
