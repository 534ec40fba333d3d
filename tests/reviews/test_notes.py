"""/review/notes/: alone first. A note is its author's only, whatever becomes of the line or the space."""

import pytest
from django.utils.html import escape

from agreement import actions as agreement
from agreement.actions import LineWords
from couples import actions as couples
from couples.us import us_of
from reviews import actions
from reviews.models import Note
from reviews.part import ReviewsPart
from tests.agreement.conftest import sign

from .conftest import URL

pytestmark = pytest.mark.django_db
NOTES = f"{URL}notes/"
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


def test_nobody_notes_on_a_line_of_others(as_charlie, lines, charlie):
    assert as_charlie.post(f"{NOTES}{lines[0].pk}/", {"note": HERS}).status_code == 404
    assert not Note.unscoped.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_however_many_there_are(couple, alice, as_alice, django_assert_num_queries, count):
    for number in range(count):
        line = agreement.add_clause(alice, LineWords(f"Line {number}"))
        actions.write_note(alice, line.pk, HERS)
    as_alice.get(NOTES)
    with django_assert_num_queries(6):
        as_alice.get(NOTES)
