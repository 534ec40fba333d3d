"""A line that the other changed shows what is different, in words; a signed text keeps nothing of it."""

import re

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from agreement.models import EARLIER, Clause
from agreement.reading import clauses_of

from .conftest import SAM, sign

pytestmark = pytest.mark.django_db
HOME = "/agreement/"


@pytest.fixture
def line(draft):
    return Clause.unscoped.filter(version=draft).first()


def edit(person, line, text, **more):
    line = Clause.unscoped.get(pk=line.pk)
    return actions.edit_clause(person, line.pk, LineWords(text, **more), seen=line.revision)


def test_both_see_what_the_other_changed(as_alice, as_bob, alice, bob, line):
    edit(bob, line, "We do not write to Sam until we have talked at home.", topic="Sam")
    for client, who in ((as_alice, "Bob"), (as_bob, "you")):
        page = client.get(HOME).text
        assert f"<summary>What {who} changed</summary>" in page
        assert "<del>talked.</del>" in page
        assert "<ins>talked at home.</ins>" in page


def test_several_changes_by_the_same_person_are_one(alice, bob, line):
    for text in ("One.", "Two."):
        edit(bob, line, text, topic="Sam")
    assert Clause.unscoped.get(pk=line.pk).line_before == LineWords(SAM, "Sam")
    edit(alice, line, "Three.", topic="Sam")
    assert Clause.unscoped.get(pk=line.pk).line_before == LineWords("Two.", "Sam")


def test_what_was_put_back_has_not_changed(bob, line):
    edit(bob, line, "One.", topic="Sam")
    edit(bob, line, SAM, topic="Sam")
    assert Clause.unscoped.get(pk=line.pk).line_before is None


def test_ones_own_line_changed_by_oneself_shows_nothing(as_bob, alice, line):
    edit(alice, line, "One.", topic="Sam")
    assert "changed</summary>" not in as_bob.get(HOME).text


def test_a_change_of_any_part_shows(as_alice, bob, line):
    edit(bob, line, SAM, topic="Sam", repair="I say so by the next evening.")
    page = as_alice.get(HOME).text
    assert re.search(r"If it happens anyway: <span[^>]*>.*<ins>I say so by the next evening.</ins>", page)


def test_a_signed_text_has_its_words_and_nothing_beside_them(alice, bob, line, draft):
    edit(bob, line, "Never to be signed.", topic="Sam")
    edit(alice, line, SAM, topic="Sam")
    actions.offer(alice)
    sign(alice)
    in_force = sign(bob)
    assert all(clause.body == clause.line.body() for clause in clauses_of(alice, in_force))
    copy = clauses_of(alice, actions.begin_draft(bob))[0]
    assert (copy.line_before, copy.body[EARLIER]) == (None, str(line.pk))
    edited = edit(alice, copy, "Other words.")
    assert (edited.earlier, edited.line_before) == (str(line.pk), LineWords(SAM, "Sam"))


def test_words_are_shown_as_words(as_alice, bob, line):
    edit(bob, line, "<b>bold</b>", topic="Sam")
    assert escape("<b>bold</b>") in as_alice.get(HOME).text
