"""What one of them does, or a reset, never costs the other's words; and nothing tells of a pair before it opens."""

from datetime import UTC, datetime, timedelta

import pytest

import clock
import couples.actions as couples
from couples.export import document
from couples.parts import all_parts
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from reminders.actions import subscribe
from reminders.actions.planning import plan
from reminders.models import Reminder
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.piece import Piece
from sealed.times import Opens
from tests.cast import at

pytestmark = pytest.mark.django_db

EVENING = datetime(2027, 5, 6, 22, tzinfo=UTC)


@pytest.fixture
def light() -> Piece:
    return piece_of(catalogue.activity("why-i-am-here"))


def say(text):
    return {"hope": {"value": text}}


def exported(person: Person) -> str:
    export = couples.gather_export(person, anew=True)
    while len(export.rooms) < len(all_parts()):
        export = couples.gather_export(person)
    return document.as_json(export.rooms, clock.today(person.tz))


@pytest.mark.parametrize("newer", ["", "alice later"])
def test_a_newer_draft_does_not_push_the_sealed_words_out_when_the_other_leaves(alice, bob, couple, light, newer):
    sealed.seal(alice, light, say("alice sealed"))
    sealed.keep(alice, light, say(newer))
    couples.leave(bob)
    draft = sealed_reading.draft_of(alice, light)
    assert (draft.words, draft.before) == (say(newer), [say("alice sealed")])


def test_what_lies_beneath_an_answer_stays_when_it_is_taken_back(alice, couple, light):
    sealed.seal(alice, light, say("of old"))
    sealed.keep(alice, light, say("since"))
    sealed.take_back(alice, light)
    row = sealed_reading.draft_of(alice, light)
    sealed.seal_draft(alice, light, row.fingerprint)
    sealed.take_back(alice, light)
    assert say("of old") in sealed_reading.draft_of(alice, light).before


def test_until_a_pair_opens_no_mail_of_it_is_planned_and_no_export_tells_of_it(alice, bob, couple, light):
    light.opens = Opens.NEXT_MORNING
    with at(EVENING):
        for person in (alice, bob):
            subscribe(person)
        sealed.seal(alice, light, say("alice"))
        plan()
        before = exported(alice)
        sealed.seal(bob, light, say("bob"))
        plan()
        assert not Reminder.unscoped.filter(kind="opened").exists()
        assert exported(alice) == before
    with at(EVENING + timedelta(days=1)):
        plan()
        assert Reminder.unscoped.filter(kind="opened").count() == 2


def test_a_mail_that_is_planned_and_has_not_gone_out_is_in_no_export(alice, bob, couple, light):
    subscribe(alice)
    for person in (alice, bob):
        sealed.seal(person, light, say("words"))
    before = exported(alice)
    plan()
    assert Reminder.unscoped.filter(person=alice, kind="opened").exists()
    assert exported(alice) == before
