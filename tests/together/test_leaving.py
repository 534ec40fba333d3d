"""Leaving, deleting and taking along: the list closes, and words of one's own stay their writer's."""

import pytest

import people.actions as people
from couples import actions as couples
from couples import parts
from couples.us import us_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.cast import later
from together import actions
from together.models import Subject
from together.refusals import NotTwoYet

pytestmark = pytest.mark.django_db


def exported(person):
    rooms = [part.export(us_of(person)) for part in parts.all_parts()]
    room = next(room for room in rooms if room and room.name == "together")
    return {
        section.title: [
            (item.title, item.visibility, item.note, *((said.text, said.by) for said in item.said))
            for item in section.entries
        ]
        for section in room.sections
        if section.entries
    }


@pytest.fixture
def lists(alice, bob, couple):
    """A question of both, and a subject of each."""
    light = piece_of(catalogue.activity("why-i-am-here"))
    for person, hard in ((alice, "a canary"), (bob, "")):
        sealed.seal(person, light, {"hope": {"value": "we laugh"}, "hard": {"value": hard}})
    sealed.open_due()
    actions.add(alice, "Sundays")
    actions.clear(alice, actions.add(bob, "Your mother").pk)


def test_an_export_has_the_list_of_both(alice, bob, lists):
    question = ("What’s hard about this for me", "shared", "Why I’m here")
    of_alice, of_bob = exported(alice), exported(bob)
    assert of_alice == {
        "On your talk list": [
            question,
            ("A subject", "shared", "", ("Sundays", "you")),
            ("A subject", "shared", "Cleared", ("Your mother", "Bob")),
        ]
    }
    assert of_bob["On your talk list"][0] == question
    assert of_bob["On your talk list"][1] == ("A subject", "shared", "", ("Sundays", "Alice"))


def test_who_leaves_and_who_stays_have_their_own_words_and_nothing_else(alice, bob, lists):
    couples.leave(alice)
    title = "What you put on a list in a space that’s closed"
    assert exported(alice) == {title: [("A subject", "only-you", "", ("Sundays", "you"))]}
    assert exported(bob) == {title: [("A subject", "only-you", "", ("Your mother", "you"))]}


def test_once_it_is_closed_nothing_more_is_put_there(alice, bob, lists):
    couples.leave(alice)
    before = Subject.unscoped.count()
    for person in (alice, bob):
        with pytest.raises(NotTwoYet):
            actions.add(person, "Mondays")
        with pytest.raises(NotTwoYet):
            actions.put_question(person, "recovery:why-i-am-here", "hope")
    assert Subject.unscoped.count() == before


def test_who_is_deleted_takes_their_words_along(alice, bob, lists):
    people.ask_deletion(alice)
    with later(days=8):
        couples.carry_out_deletions()
    assert not Subject.unscoped.filter(person=alice).exists()
    assert [row.text for row in Subject.unscoped.filter(person=bob)] == ["Your mother"]


def test_nothing_is_left_of_two_who_are_deleted(alice, bob, lists):
    for person in (alice, bob):
        people.ask_deletion(person)
    with later(days=8):
        couples.carry_out_deletions()
    assert not Subject.unscoped.exists()


def test_when_only_one_is_on_the_way_out_both_go_on(alice, bob, lists, as_bob):
    people.ask_deletion(alice)
    assert "Sundays" in as_bob.get("/talk-list/").text
    people.go_quiet(bob)
    assert "Sundays" in as_bob.get("/talk-list/").text
