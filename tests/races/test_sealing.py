"""Sealing, taking back and leaving at the same moment: never a reveal without two answers, and no word is lost."""

from functools import partial

import pytest

from couples import actions
from couples.refusals import NotACouple
from couples.us import us_of
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer, Draft, Reveal
from sealed.piece import Piece
from sealed.refusals import Frozen, StaleDraft
from sealed.times import Opens
from tests.cast import join, make_person

from .invariants import broken, words_kept
from .together import overtaken, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def light() -> Piece:
    return piece_of(catalogue.activity("why-i-am-here"))


def heavy() -> Piece:
    piece = light()
    piece.opens = Opens.NEXT_MORNING
    return piece


PIECES = pytest.mark.parametrize("piece_for", [light, heavy])


def say(text):
    return {"hope": {"value": text}}


def two(number: int) -> tuple[Person, Person]:
    alice, bob = make_person(f"Alice{number}"), make_person(f"Bob{number}")
    join(alice, bob)
    return alice, bob


@PIECES
def test_both_seal_at_the_same_moment(rounds, piece_for):
    for number, together in rounds:
        alice, bob = two(number)
        piece = piece_for()
        results = together(partial(sealed.seal, alice, piece, say("a")), partial(sealed.seal, bob, piece, say("b")))
        assert refusals(results) == []
        sealed.open_due()
        assert Reveal.unscoped.filter(couple=results[0].couple_id).count() == (1 if piece_for is light else 0)
        assert Answer.unscoped.filter(couple=results[0].couple_id).count() == 2
        if piece_for is light:
            assert [sealed_reading.opened(us_of(each), piece).questions[0].theirs for each in (alice, bob)] == [
                "b",
                "a",
            ]
        assert broken() == []


def test_two_pages_and_the_tick_open_it_at_the_same_moment(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        for person in (alice, bob):
            sealed.seal(person, light(), say(person.name))
        looks = [partial(sealed_reading.opened, us_of(person), light()) for person in (alice, bob)]
        results = together(*looks, sealed.open_due)
        assert [opened.questions[0].theirs for opened in results[:2]] == [bob.name, alice.name]
        assert Reveal.unscoped.filter(piece=light().id, couple=us_of(alice).couple).count() == 1
        assert broken() == []


def test_taken_back_while_it_opens(rounds):
    """Due already: whoever is first, it has opened."""
    for number, together in rounds:
        alice, bob = two(number)
        for person in (alice, bob):
            sealed.seal(person, light(), say(person.name))
        results = together(partial(sealed.take_back, alice, light()), sealed.open_due)
        assert refusals(results) == [Frozen]
        assert Answer.unscoped.filter(couple=us_of(alice).couple).count() == 2
        assert broken() == []


def test_both_seal_while_one_presses_twice(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        results = together(
            partial(sealed.seal, alice, light(), say("a")),
            partial(sealed.seal, bob, light(), say("b")),
            partial(sealed.seal, bob, light(), say("b")),
        )
        assert set(refusals(results)) <= {Frozen}
        assert sealed_reading.opened(us_of(alice), light()).questions[0].theirs == "b"
        assert broken() == []


@PIECES
def test_seal_and_leave(rounds, piece_for):
    for number, together in rounds:
        alice, bob = two(number)
        piece = piece_for()
        sealed.seal(bob, piece, say("b"))
        sealed.keep(alice, piece, say("a"))
        results = together(partial(sealed.seal, alice, piece, say("a")), partial(actions.leave, bob))
        assert refusals(results) in ([], [NotACouple])
        # alice stays, so her words are hers either way; bob left, so his are gone unless they had opened.
        assert words_kept(alice) == ["a"]
        has_opened = Reveal.unscoped.filter(couple__in=Answer.unscoped.filter(person=bob).values("couple")).exists()
        assert words_kept(bob) == (["b"] if has_opened else [])
        assert broken() == []


@PIECES
def test_seal_and_the_sealing_one_leaves(rounds, piece_for):
    for number, together in rounds:
        alice, bob = two(number)
        piece = piece_for()
        sealed.seal(bob, piece, say("b"))
        results = together(partial(sealed.seal, alice, piece, say("a")), partial(actions.leave, alice))
        assert refusals(results) in ([], [NotACouple])
        assert words_kept(bob) == ["b"]
        assert broken() == []


@PIECES
def test_seal_and_take_back(rounds, piece_for):
    for number, together in rounds:
        alice, bob = two(number)
        piece = piece_for()
        sealed.seal(bob, piece, say("b"))
        results = together(partial(sealed.seal, alice, piece, say("a")), partial(sealed.take_back, bob, piece))
        assert refusals(results) in ([], [Frozen])
        assert words_kept(alice) == ["a"]
        assert words_kept(bob) == ["b"]
        if refusals(results) == [Frozen]:
            assert sealed_reading.opened(us_of(bob), piece).questions[0].theirs == "a"
        else:
            assert sealed_reading.opened(us_of(bob), piece) is None
            assert Draft.unscoped.get(person=bob).body["words"] == say("b")
        assert broken() == []


def test_both_take_back(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        piece = heavy()
        for person in (alice, bob):
            sealed.seal(person, piece, say(person.name))
        assert refusals(together(partial(sealed.take_back, alice, piece), partial(sealed.take_back, bob, piece))) == []
        assert (words_kept(alice), words_kept(bob)) == ([alice.name], [bob.name])
        assert not Reveal.unscoped.exists()
        assert broken() == []


def test_take_back_and_leave(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        piece = heavy()
        for person in (alice, bob):
            sealed.seal(person, piece, say(person.name))
        assert refusals(together(partial(sealed.take_back, alice, piece), partial(actions.leave, bob))) == []
        assert (words_kept(alice), words_kept(bob)) == ([alice.name], [])
        assert broken() == []


def test_seal_in_one_tab_and_autosave_in_the_other(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        draft = sealed.keep(alice, light(), say("a"))
        results = together(
            partial(sealed.seal, alice, light(), say("a")),
            partial(sealed.keep, alice, light(), say("later"), revision=draft.revision),
        )
        assert refusals(results) in ([], [StaleDraft])
        assert "a" in words_kept(alice) or words_kept(alice) == ["later"]
        assert broken() == []


def test_take_back_in_one_tab_and_autosave_in_the_other(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        sealed.seal(alice, light(), say("a"))
        results = together(
            partial(sealed.take_back, alice, light()), partial(sealed.keep, alice, light(), say("later"), revision=0)
        )
        assert set(refusals(results)) <= {StaleDraft}
        assert not Answer.unscoped.filter(person=alice).exists()
        assert Draft.unscoped.filter(person=alice).count() == 1
        assert broken() == []


def test_autosave_in_two_tabs(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        results = together(*(partial(sealed.keep, alice, light(), say(text), revision=0) for text in ("one", "two")))
        assert len(refusals(results)) == 1
        assert Draft.unscoped.get(person=alice).revision == 1


def test_leave_and_the_stayers_autosave(rounds):
    """The stayer's sealed answer becomes a draft again while a draft of it is being kept: leaving is never blocked."""
    for number, together in rounds:
        alice, bob = two(number)
        sealed.seal(alice, light(), say("a"))
        results = together(partial(actions.leave, bob), partial(sealed.keep, alice, light(), say("later"), revision=0))
        assert set(refusals(results)) <= {StaleDraft}
        assert Draft.unscoped.filter(person=alice).count() == 1
        assert broken() == []


@pytest.mark.parametrize("leaves_first", [True, False])
def test_leaving_while_the_stayer_is_in_the_middle_of_keeping(leaves_first):
    alice, bob = two(1)
    sealed.seal(alice, light(), say("a"))
    deeds = [partial(actions.leave, bob), partial(sealed.keep, alice, light(), say("later"), revision=0)]
    results = overtaken('INSERT INTO "sealed_draft"', *(deeds if leaves_first else reversed(deeds)))
    assert refusals(results) == ([StaleDraft] if leaves_first else [])
    assert words_kept(alice) == (["a"] if leaves_first else ["later"])
    assert us_of(alice).couple is None
    assert broken() == []
