"""/check-ins/<id>/opening/: the envelope, and what was in it."""

from datetime import timedelta
from typing import Any

import pytest

from agreement import actions as agreement
from agreement.reading import clauses_in_force
from checkins.pieces import CheckInPiece
from couples.us import us_of
from sealed import actions as sealed
from sealed.models import Opening
from tests.cast import at

from .conftest import CHOSEN, EVENING, MORNING, put_in_force, say, seal

pytestmark = pytest.mark.django_db


def url(check_in):
    return f"/check-ins/{check_in.pk}/opening/"


def test_first_the_envelope_then_both_side_by_side(bob, as_alice, as_bob, opened):
    with at(MORNING):
        envelope = as_alice.get(url(opened)).content
        assert b"Your answers are ready to open" in envelope
        assert b"thanks" not in envelope.replace(b"Thanks", b"")
        as_alice.post(url(opened))
        page = as_alice.get(url(opened)).content.decode()
        assert page.index("alice thanks") < page.index("bob thanks")
        assert "Opened on 8 June" in page
        # Opened by one is not opened by the other, and leaves no mark there.
        assert b"Your answers are ready to open" in as_bob.get(url(opened)).content
    assert not Opening.objects.visible_to(bob).exists()


def test_what_was_asked_together_is_read_together(as_alice, opened):
    """A number that is seen first is all that is seen: its sentence stands with it."""
    with at(MORNING):
        page = as_alice.get(as_alice.post(url(opened)).url).content.decode()
    assert ">1 of 5 · Your check-in of 7 June</p>" in page
    assert ("7 of 10" in page, "alice sentence" in page, "alice thanks" in page) == (True, True, False)


@pytest.mark.parametrize("moment", [EVENING, MORNING - timedelta(seconds=2)])
def test_before_ten_there_is_nothing_to_open(as_alice, opened, moment):
    with at(moment):
        for answer in (as_alice.get(url(opened)), as_alice.post(url(opened))):
            assert answer.headers["Location"] == f"/check-ins/{opened.pk}/sealed/"
    assert not Opening.unscoped.exists()


def test_with_one_answer_nothing_opens_ever(alice, as_alice, as_bob, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    with at(MORNING + timedelta(days=3)):
        for client in (as_alice, as_bob):
            assert client.get(url(check_in)).status_code == 302


def test_words_open_against_words(alice, bob, as_alice, check_in):
    with at(EVENING):
        mine = {**say("alice"), "thanks": {"value": "alice thanks", "in_person": True}, "mind": {"value": None}}
        theirs = {**say("bob"), "us-words": {"value": None}, "mind": {"value": {"when": "bob when"}}}
        for person, words in ((alice, mine), (bob, theirs)):
            sealed.seal_draft(
                person, CheckInPiece(check_in), sealed.keep(person, CheckInPiece(check_in), words).fingerprint
            )
    with at(MORNING):
        as_alice.post(url(check_in))
        page = as_alice.get(url(check_in)).content.decode()
    # The numbers open; the sentence, the thank-you and what is on the mind stay folded, on both sides.
    assert page.count("7 of 10") == 2
    assert page.count("Neither of you sees what the other may have written") == 3
    for folded in ("alice sentence", "alice thanks", "bob thanks", "bob when"):
        assert folded not in page


def test_in_person_about_us_is_one_thing_to_talk_about(alice, bob, as_alice, check_in):
    with at(EVENING):
        aloud: dict[str, dict[str, Any]] = {
            "us": {"value": 3, "in_person": True},
            "us-words": {"value": "low", "in_person": True},
        }
        for person, words in ((alice, {**say("alice"), **aloud}), (bob, say("bob"))):
            sealed.seal_draft(
                person, CheckInPiece(check_in), sealed.keep(person, CheckInPiece(check_in), words).fingerprint
            )
    with at(MORNING):
        as_alice.post(url(check_in))
        page = as_alice.get(url(check_in)).content.decode()
    assert page.count("Neither of you sees what the other may have written") == 1
    assert "of 10" not in page


def test_lines_of_the_agreement_are_read_by_their_words(alice, bob, as_bob, check_in):
    with at(CHOSEN):
        put_in_force(alice, bob, "We eat without phones.", "We tell the same day.")
    lines = clauses_in_force(us_of(alice))
    with at(EVENING):
        ticked: list[tuple[Any, dict[str, Any]]] = [(alice, {"clauses": [str(lines[1].pk)]}), (bob, {"fits": True})]
        for person, value in ticked:
            words = {"agreement": {"value": value}}
            sealed.seal_draft(
                person, CheckInPiece(check_in), sealed.keep(person, CheckInPiece(check_in), words).fingerprint
            )
    with at(MORNING):
        as_bob.post(url(check_in))
        page = as_bob.get(url(check_in)).content.decode()
    assert "To talk about: We tell the same day." in page
    assert "It still fits" in page
    assert "We eat without phones." not in page


def tick(person, check_in, value, *, in_person=False):
    entry = {"value": value, "in_person": True} if in_person else {"value": value}
    draft = sealed.keep(person, CheckInPiece(check_in), {"agreement": entry})
    sealed.seal_draft(person, CheckInPiece(check_in), draft.fingerprint)


def test_ticked_lines_can_be_changed_from_here(alice, bob, as_bob, check_in):
    with at(CHOSEN):
        put_in_force(alice, bob, "We eat without phones.", "We tell the same day.")
    lines = clauses_in_force(us_of(alice))
    with at(EVENING):
        tick(alice, check_in, {"clauses": [str(lines[1].pk)]})
        tick(bob, check_in, {"fits": True})
    with at(MORNING):
        as_bob.post(url(check_in))
        page = as_bob.get(url(check_in)).text
        there = f"/agreement/review/?line={lines[1].pk}"
        assert f'href="{there}"' in page
        as_bob.post(there)
        page = as_bob.get(there).text
    assert page.index("We tell the same day.") < page.index("The other lines") < page.index("We eat without phones.")


@pytest.mark.parametrize("case", ["folded", "nothing ticked", "set aside"])
def test_without_a_line_to_look_at_nothing_leads_there(alice, bob, as_bob, check_in, case):
    with at(CHOSEN):
        put_in_force(alice, bob, "We eat without phones.")
    [line] = clauses_in_force(us_of(alice))
    with at(EVENING):
        ticked = {"fits": True} if case == "nothing ticked" else {"clauses": [str(line.pk)]}
        tick(alice, check_in, ticked, in_person=case == "folded")
        tick(bob, check_in, {"fits": True})
    with at(MORNING):
        if case == "set aside":
            agreement.set_aside(alice)
        as_bob.post(url(check_in))
        assert "/agreement/review/" not in as_bob.get(url(check_in)).text


def test_a_stranger_finds_nothing(as_charlie, opened):
    with at(MORNING):
        assert as_charlie.get(url(opened)).status_code == 404
        assert as_charlie.post(url(opened)).status_code == 404
    assert not Opening.unscoped.exists()
