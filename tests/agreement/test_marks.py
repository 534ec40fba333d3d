"""Marking the lines of the draft: *fits* or *let's talk*, shown once both have marked the same words."""

import re

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from agreement.actions.half_typed import of_mark
from agreement.models import Clause, Mark, Version
from agreement.pieces import find_pieces
from agreement.reading import marks_of
from agreement.refusals import LineGone, WordsChanged
from couples import actions as couples
from people import actions as people
from sealed.models import Draft

from .conftest import page_of, sign

pytestmark = pytest.mark.django_db
HOME = "/agreement/"
HALF = "I’m on ni"
CHOSEN = re.compile(r'name="says" value="(\w*)"[^>]* checked')
NOT_SAVED = "You hadn’t saved this note. Only you can see it."
HERS, HIS = "I’m on nights that week.", "Does Sunday count?"


@pytest.fixture
def line(draft):
    return Clause.unscoped.filter(version=draft).first()


def at(line):
    return f"{HOME}clauses/{line.pk}/mark/"


def says(client, line, what="fits", note="", seen=1):
    return client.post(at(line), {"says": what, "note": note, "seen": seen})


def test_a_mark_is_only_its_authors_until_both_have_marked(as_alice, as_bob, alice, bob, line):
    before = [page_of(as_bob, url) for url in (HOME, at(line))]
    assert says(as_alice, line, "talk", HERS).url == f"{HOME}#line-{line.pk}"
    assert [page_of(as_bob, url) for url in (HOME, at(line))] == before
    assert marks_of(bob, line.version) == {}
    assert escape(HERS) in as_alice.get(HOME).text
    says(as_bob, line, "fits", HIS)
    for client in (as_alice, as_bob):
        page = client.get(HOME).text
        assert all(words in page for words in (escape(HERS), escape(HIS), "Let’s talk", "It fits"))
    assert "Bob:" in as_alice.get(HOME).text


def test_who_makes_it_ready_is_told_what_still_wants_talk_as_far_as_they_may_know(as_alice, as_bob, alice, bob, line):
    said = "One line still says “Let’s talk”."
    says(as_alice, line, "talk", HERS)
    assert [said in client.get(HOME).text for client in (as_alice, as_bob)] == [True, False]
    says(as_bob, line, "fits")
    assert [said in client.get(HOME).text for client in (as_alice, as_bob)] == [True, True]
    says(as_alice, line, "fits")
    assert [said in client.get(HOME).text for client in (as_alice, as_bob)] == [False, False]


def test_a_note_that_only_its_author_sees_is_behind_their_veil(as_alice, as_bob, alice, line):
    people.choose_veil(alice, True)
    says(as_alice, line, "talk", HERS)
    page = as_alice.get(HOME).text
    assert page.index("Tap to read") < page.index(escape(HERS))
    says(as_bob, line, "fits")
    assert "Tap to read" not in as_alice.get(HOME).text


def test_a_mark_on_other_words_opens_nothing(as_alice, as_bob, alice, bob, line):
    says(as_alice, line, "talk", HERS)
    actions.edit_clause(alice, line.pk, LineWords("Other words."), seen=1)
    says(as_bob, line, "fits", HIS, seen=2)
    assert escape(HERS) not in as_bob.get(HOME).text
    assert escape(HIS) not in as_alice.get(HOME).text
    # What she said of the words before is there to be said of these, and until then shows nowhere.
    assert escape(HERS) in as_alice.get(at(line)).text
    assert escape(HERS) not in as_alice.get(HOME).text


def test_what_is_said_of_words_that_have_changed_is_not_taken_and_not_lost(as_alice, bob, line):
    actions.edit_clause(bob, line.pk, LineWords("Other words."), seen=1)
    answer = says(as_alice, line, "talk", HERS)
    assert (answer.status_code, Mark.unscoped.count()) == (409, 0)
    assert "The words changed while you were reading" in answer.text
    assert all(words in answer.text for words in (escape(HERS), "Other words.", 'name="seen" value="2"'))


def test_a_mark_can_be_changed_and_taken_back(as_alice, as_bob, bob, line):
    says(as_bob, line, "fits")
    says(as_bob, line, "")
    assert Mark.unscoped.count() == 0
    for client, what, left in ((as_bob, "fits", 1), (as_alice, "fits", 2), (as_alice, "talk", 2)):
        says(client, line, what)
        assert Mark.unscoped.count() == left


def test_who_has_read_the_others_answer_cannot_take_their_own_back(as_alice, as_bob, bob, line):
    says(as_bob, line, "talk", HIS)
    says(as_alice, line, "fits")
    answer = says(as_alice, line, "")
    assert (answer.status_code, "You’ve both answered" in answer.text) == (409, True)
    assert len(marks_of(bob, line.version)[line.pk]) == 2


def test_one_press_does_not_write_over_a_note(as_alice, alice, bob, line):
    says(as_alice, line, "talk", HERS)
    actions.edit_clause(bob, line.pk, LineWords("Other words."), seen=1)
    assert as_alice.post(at(line), {"says": "fits", "seen": 2}).url == at(line)
    assert escape(HERS) in as_alice.get(at(line)).text
    assert Mark.unscoped.get().revision == 1


def test_marking_changes_no_text(alice, bob, line):
    version = actions.offer(alice)
    sign(bob)
    actions.mark_line(alice, line.pk, "talk", seen=1)
    version.refresh_from_db()
    assert version.state == "offered"
    assert sign(alice).state == "in-force"


def test_in_force_there_is_none(alice, bob, line):
    actions.mark_line(alice, line.pk, "fits", HERS, seen=1)
    actions.offer(alice)
    sign(alice)
    sign(bob)
    assert not Mark.unscoped.exists()
    with pytest.raises(LineGone):
        actions.mark_line(alice, line.pk, "fits", seen=1)


@pytest.mark.parametrize("end", ["leaves", "removes", "discards"])
def test_it_goes_with_its_line(alice, bob, line, end):
    actions.mark_line(alice, line.pk, "fits", HERS, seen=1)
    actions.mark_line(bob, line.pk, "fits", seen=1)
    if end == "leaves":
        couples.leave(bob)
    elif end == "removes":
        actions.remove_clause(bob, line.pk, seen=1)
        with pytest.raises(LineGone):
            actions.mark_line(alice, line.pk, "fits", seen=1)
        actions.forget_removed(line.version.couple)
    else:
        actions.discard_draft(bob, line.version_id)
        actions.forget_removed(line.version.couple)
        assert not Version.unscoped.exists()
    assert not Mark.unscoped.exists()


@pytest.mark.parametrize("wrong", [{"says": "never"}, {"note": "a" * 1001}, {"seen": "x"}, {"seen": ""}])
def test_what_cannot_be_said_is_not_kept(as_alice, line, wrong):
    answer = as_alice.post(at(line), {"says": "fits", "note": HERS, "seen": 1, **wrong})
    assert (answer.status_code, Mark.unscoped.count()) == (422, 0)


def test_nobody_else_marks_a_line(as_charlie, as_dana, line):
    for client in (as_charlie, as_dana):
        assert client.get(at(line)).status_code == 404
        assert says(client, line).status_code == 404
    assert not Mark.unscoped.exists()


def test_a_signed_line_is_marked_by_nobody(as_alice, in_force):
    line = Clause.unscoped.filter(version=in_force).first()
    assert as_alice.get(at(line)).status_code == 404


def test_refused_words_name_the_line(alice, bob, line):
    actions.edit_clause(bob, line.pk, LineWords("Other words."), seen=1)
    with pytest.raises(WordsChanged) as refused:
        actions.mark_line(alice, line.pk, "fits", seen=1)
    assert refused.value.clause.text == "Other words."


# -- While it is typed


def types(client, line, revision=0, seen=1, **said):
    """As autosave.js sends what is being typed."""
    sent = {"sent_field": list(said), **said, "revision": str(revision)}
    return client.post(f"{at(line)}draft/?seen={seen}", sent).json()["revision"]


def test_half_a_note_is_in_the_form_again_until_it_is_saved_and_only_its_author_reads_it(as_alice, as_bob, line):
    before = [page_of(as_bob, url) for url in (HOME, at(line))]
    types(as_alice, line, revision=types(as_alice, line, note=HALF), says="talk")
    page = as_alice.get(at(line)).text
    assert NOT_SAVED in page
    assert f">{HALF}</textarea>" in page.replace("\n", "")
    assert CHOSEN.findall(page) == ["talk"]
    assert [page_of(as_bob, url) for url in (HOME, at(line))] == before
    as_alice.post(at(line), {"says": "talk", "note": HERS, "seen": 1, "revision": "2"})
    assert not Draft.unscoped.exists()
    assert NOT_SAVED not in as_alice.get(at(line)).text


def test_what_was_chosen_about_other_words_is_chosen_anew(as_alice, bob, line):
    types(as_alice, line, revision=types(as_alice, line, note=HALF), says="fits")
    actions.edit_clause(bob, line.pk, LineWords("Other words."), seen=1)
    page = as_alice.get(at(line)).text
    assert HALF in page
    assert CHOSEN.findall(page) == [""]


def test_one_press_leaves_what_is_being_typed(as_alice, line):
    types(as_alice, line, note=HALF)
    as_alice.post(at(line), {"says": "fits", "seen": 1})
    assert HALF in as_alice.get(at(line)).text


def test_a_note_without_an_answer_is_not_thrown_away(as_alice, line):
    answer = says(as_alice, line, "", HERS)
    assert answer.status_code == 422
    assert "To save your note, choose one of the first two. Or delete the note." in answer.text
    assert escape(HERS) in answer.text


@pytest.mark.parametrize("what", ["fits", "talk", ""])
def test_where_the_line_is_gone_the_note_is_there_to_be_copied(as_alice, bob, line, what):
    types(as_alice, line, note=HALF)
    actions.remove_clause(bob, line.pk, seen=1)
    answer = says(as_alice, line, what, HERS)
    assert answer.status_code == 404
    assert "This line isn’t in the draft any more" in answer.text
    assert f'<p class="words" translate="no">{escape(HERS)}</p>' in answer.text
    actions.bring_line_back(bob, line.pk)
    assert HALF in as_alice.get(at(line)).text


def test_it_goes_with_a_line_that_is_gone_for_good(as_alice, bob, line):
    types(as_alice, line, note=HALF)
    couples.leave(bob)
    assert not Draft.unscoped.exists()


def test_an_export_names_it(alice, line):
    [piece] = find_pieces(alice, [of_mark(line.pk)]).values()
    assert str(piece.title) == "What you were saying about a line"
    assert list(piece.prompts(alice)) == ["says", "note"]
    assert [piece.say(alice, *each) for each in {"says": "talk", "note": HALF, "seen": 1}.items()] == [
        "Let’s talk",
        HALF,
        "",
    ]
