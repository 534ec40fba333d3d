"""/review/notes/: alone first. A note is its author's only, whatever becomes of the line or the space."""

from uuid import uuid4

import pytest
from django.utils.html import escape

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Clause
from couples import actions as couples
from couples.us import us_of
from reviews import actions
from reviews.actions import of_note
from reviews.models import Note
from reviews.part import ReviewsPart
from reviews.pieces import find_pieces
from sealed.models import Draft
from tests.agreement.conftest import page_of, sign

from .conftest import URL

pytestmark = pytest.mark.django_db
NOTES = f"{URL}notes/"
HALF = "Ask about the ni"
NOT_SAVED = "You hadn’t saved this note. Only you can see it."
HERS = "Ask about the nights when I’m on call."


def test_written_alone_it_stands_beside_the_line_for_its_author(her, his, lines):
    before = his.live
    assert her.client.post(f"{NOTES}{lines[0].pk}/", {"note": HERS}).url == f"{NOTES}#line-{lines[0].pk}"
    her.opens()
    assert her.says(escape(HERS))
    assert his.polls() == 204
    his.opens()
    assert his.live == before
    assert HERS not in his.client.get(NOTES).text


def test_from_the_sitting_it_leads_back_there(her, lines):
    url = f"{NOTES}{lines[0].pk}/?back={URL}"
    assert f'action="{NOTES}{lines[0].pk}/?back=/review/"' in her.client.get(url).text
    assert her.client.post(url, {"note": HERS}).url == URL
    assert her.client.post(f"{NOTES}{lines[0].pk}/?back=https://elsewhere.example/", {"note": HERS}).url.startswith(
        NOTES
    )


def test_emptied_there_is_none(her, lines, alice):
    for text in (HERS, ""):
        her.client.post(f"{NOTES}{lines[0].pk}/", {"note": text})
    assert not Note.unscoped.exists()


def test_too_long_it_says_so_and_keeps_what_was_typed(her, lines):
    answer = her.client.post(f"{NOTES}{lines[0].pk}/", {"note": "a" * 2001})
    assert answer.status_code == 422
    assert "Shorten this to 2,000 characters" in answer.text
    assert "a" * 2001 in answer.text


def test_a_note_on_the_line_in_force_stands_beside_the_line_that_began_from_it(couple, alice, bob, lines, as_alice):
    agreement.offer(alice)
    for who in (alice, bob):
        sign(who)
    actions.write_note(alice, lines[0].pk, HERS)
    as_alice.post(URL)
    assert escape(HERS) in as_alice.get(URL).text


def test_the_line_that_the_other_deletes_takes_no_note_along(her, lines, alice, bob):
    actions.write_note(alice, lines[0].pk, HERS)
    agreement.remove_clause(bob, lines[0].pk, seen=1)
    page = her.client.get(NOTES).text
    assert "Notes on lines that are gone" in page
    assert escape(HERS) in page
    her.client.post(f"{NOTES}{Note.unscoped.get().pk}/removal/")
    assert not Note.unscoped.exists()


def test_it_is_in_ones_own_export_only_also_after_the_space_has_closed(alice, bob, lines):
    actions.write_note(alice, lines[0].pk, HERS)
    assert HERS in str(ReviewsPart().export(us_of(alice)))
    assert HERS not in str(ReviewsPart().export(us_of(bob)))
    couples.leave(bob)
    assert HERS in str(ReviewsPart().export(us_of(alice)))


# -- While it is typed


def types(client, line, text=HALF):
    """As autosave.js sends what is being typed."""
    answer = client.post(f"{NOTES}{line.pk}/draft/", {"sent_field": "note", "note": text, "revision": "0"})
    assert answer.json() == {"revision": 1}


def test_half_a_note_is_in_the_form_again_until_it_is_saved_and_only_its_author_reads_it(her, his, lines):
    before = [page_of(his.client, url) for url in (NOTES, URL)]
    types(her.client, lines[0])
    sheet = f"{NOTES}{lines[0].pk}/"
    page = her.client.get(sheet).text
    assert NOT_SAVED in page
    assert f">{HALF}</textarea>" in page.replace("\n", "")
    assert "Go on with your note" in her.client.get(NOTES).text
    assert [page_of(his.client, url) for url in (NOTES, URL)] == before
    her.client.post(sheet, {"note": HERS, "revision": "1"})
    assert not Draft.unscoped.exists()
    assert NOT_SAVED not in her.client.get(sheet).text


def test_cancelled_nothing_of_it_is_left_and_the_note_stays_as_it_was(her, lines, alice):
    actions.write_note(alice, lines[0].pk, HERS)
    types(her.client, lines[0])
    url = f"{NOTES}{lines[0].pk}/?back={URL}"
    assert her.client.post(url, {"action": "cancel", "note": HALF, "revision": "1"}).url == URL
    assert not Draft.unscoped.exists()
    assert escape(HERS) in her.client.get(url).text


def test_what_is_typed_about_a_line_in_force_goes_on_beside_the_line_that_began_from_it(alice, bob, lines, as_alice):
    agreement.offer(alice)
    for who in (alice, bob):
        sign(who)
    types(as_alice, lines[0])
    began = Clause.unscoped.filter(version=agreement.begin_draft(bob)).first()
    sheet = f"{NOTES}{began.pk}/"
    assert HALF in as_alice.get(sheet).text
    as_alice.post(sheet, {"note": HERS, "revision": "1"})
    assert (Draft.unscoped.exists(), Note.unscoped.get().line) == (False, lines[0].pk)
    types(as_alice, lines[0])
    as_alice.post(sheet, {"action": "cancel", "revision": "1"})
    assert not Draft.unscoped.exists()


@pytest.mark.parametrize("end", ["deleted", "discarded", "left"])
def test_what_is_typed_outlives_the_line(her, lines, alice, bob, end):
    types(her.client, lines[0])
    ends = {
        "deleted": lambda: agreement.remove_clause(bob, lines[0].pk, seen=1),
        "discarded": lambda: agreement.discard_draft(bob, lines[0].version_id),
        "left": lambda: couples.leave(bob),
    }
    ends[end]()
    page = her.client.get(NOTES).text
    assert NOT_SAVED in page
    assert HALF in page
    her.client.post(f"{NOTES}{lines[0].pk}/", {"action": "cancel"})
    assert HALF not in her.client.get(NOTES).text


def test_a_line_that_can_come_back_takes_a_note_and_one_that_is_gone_gives_the_words_back(her, lines, alice, bob):
    sheet = f"{NOTES}{lines[0].pk}/"
    agreement.remove_clause(bob, lines[0].pk, seen=1)
    her.client.post(sheet, {"note": HERS})
    assert Note.unscoped.get().text == HERS
    couples.leave(bob)
    answer = her.client.post(sheet, {"note": "Not to be lost."})
    nowhere = her.client.post(f"{NOTES}{uuid4()}/", {"note": "Not to be lost."})
    assert (answer.status_code, nowhere.status_code) == (404, 404)
    for page in (answer.text, nowhere.text):
        assert "This line isn’t in your agreement any more" in page
        assert '<p class="words" translate="no">Not to be lost.</p>' in page


def test_an_export_names_it(alice):
    [piece] = find_pieces(alice, [of_note(uuid4()), "else"]).values()
    assert (str(piece.title), piece.prompts(alice)) == ("A note you were writing on a line", {"note": "Private note"})


def test_nobody_notes_on_a_line_of_others(as_charlie, lines, charlie):
    assert as_charlie.post(f"{NOTES}{lines[0].pk}/", {"note": HERS}).status_code == 404
    assert not Note.unscoped.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_however_many_there_are(couple, alice, as_alice, django_assert_num_queries, count):
    for number in range(count):
        line = agreement.add_clause(alice, LineWords(f"Line {number}"))
        actions.write_note(alice, line.pk, HERS)
        types(as_alice, line)
    as_alice.get(NOTES)
    with django_assert_num_queries(7):
        as_alice.get(NOTES)
