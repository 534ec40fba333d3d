"""Two presses at one moment put a subject there once, and none is left half cleared or in a list that has closed."""

from functools import partial

import pytest

from couples import actions as couples
from couples.us import us_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from tests.cast import join, make_person
from together import actions
from together.models import Subject
from together.refusals import NotTwoYet, SubjectGone

from .invariants import broken
from .together import refusals

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = "recovery:why-i-am-here"


def two(number):
    alice, bob = make_person(f"Alice{number}"), make_person(f"Bob{number}")
    join(alice, bob)
    return alice, bob


def rows_of(person):
    return list(Subject.objects.visible_to(person).order_by("position"))


def test_two_taps_at_once_put_it_there_once(rounds):
    for number, together in rounds:
        pair = two(number)
        put = [partial(actions.put_question, person, PIECE, "hope") for person in (*pair, pair[0])]
        assert refusals(together(*put)) == []
        assert [row.question for row in rows_of(pair[0])] == ["hope"]


def test_a_form_sent_twice_at_once_makes_one_subject(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        sent = Subject().pk
        together(*[partial(actions.add, alice, "Sundays", sent)] * 3)
        assert [row.text for row in rows_of(alice)] == ["Sundays"]


def test_both_add_at_once_and_neither_is_lost(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        together(partial(actions.add, alice, "Sundays"), partial(actions.add, bob, "Mondays"))
        assert {row.text for row in rows_of(alice)} == {"Sundays", "Mondays"}
        assert [row.position for row in rows_of(alice)] == [1, 2]


def test_cleared_and_put_there_at_once(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        actions.put_question(alice, PIECE, "hope")
        subject = rows_of(alice)[0]
        done = together(partial(actions.clear, alice, subject.pk), partial(actions.put_question, bob, PIECE, "hope"))
        assert refusals(done) == []
        assert [row.pk for row in rows_of(alice)] == [subject.pk], "one row, cleared or not, whoever was first"
        together(partial(actions.clear, alice, subject.pk), partial(actions.put_back, bob, subject.pk))
        assert len(rows_of(bob)) == 1


def test_two_pages_and_the_tick_open_it_and_put_it_there_once(rounds):
    light = piece_of(catalogue.activity("why-i-am-here"))
    for number, together in rounds:
        alice, bob = two(number)
        for person, hard in ((alice, "a canary"), (bob, "")):
            sealed.seal(person, light, {"hope": {"value": "we laugh"}, "hard": {"value": hard}})
        looks = [partial(sealed_reading.opened, us_of(person), light) for person in (alice, bob)]
        together(*looks, sealed.open_due)
        assert [row.question for row in rows_of(bob)] == ["hard"]
        assert broken() == []


def test_put_there_while_the_other_leaves(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        done = together(
            partial(actions.put_question, alice, PIECE, "hope"),
            partial(actions.add, alice, "Sundays"),
            partial(couples.leave, bob),
        )
        assert set(refusals(done)) <= {NotTwoYet}
        assert [row.text for row in rows_of(bob)] == []
        assert {row.text for row in rows_of(alice)} <= {"Sundays"}, "the question is open to nobody"
        assert broken() == []


def test_cleared_while_the_other_leaves(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        subject = actions.add(alice, "Sundays")
        done = together(partial(actions.clear, alice, subject.pk), partial(couples.leave, bob))
        assert set(refusals(done)) <= {SubjectGone}
        assert [row.text for row in rows_of(alice)] == ["Sundays"]
        assert rows_of(bob) == []


def test_dropped_while_it_is_put_back(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        subject = actions.add(alice, "Sundays")
        actions.clear(alice, subject.pk)
        assert refusals(together(partial(actions.put_back, bob, subject.pk), actions.drop_cleared)) == []
        assert [row.cleared_on for row in rows_of(alice)] == [None]
