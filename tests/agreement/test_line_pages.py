"""The pages of a line: adding, changing, taking out, and what is kept of what was typed."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.html import escape

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Version
from agreement.reading import texts_of
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, hidden, lines_of

pytestmark = pytest.mark.django_db


HOME, ADD, SIGNING = "/agreement/", "/agreement/clauses/", "/agreement/signing/"


def add(client, text, **more):
    return client.post(ADD, {"text": text, "topic": "", "clause": str(uuid4()), **more})


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


def test_adding_leads_to_the_line(as_alice, alice, couple):
    answer = add(as_alice, SAM, topic="Sam")
    version = texts_of(us_of(alice)).working
    assert answer.status_code == 302
    assert answer.url == f"{HOME}#line-{first_line(version).pk}"
    page = as_alice.get(HOME).text
    assert escape(SAM) in page
    assert "by you" in page


def test_a_line_added_when_the_other_has_just_left_stays_on_the_page_as_ones_own(as_alice, bob, couple):
    couples.leave(bob)
    answer = add(as_alice, SAM, topic="Sam")
    assert answer.status_code == 409
    assert f">{escape(SAM)}</textarea>" in answer.text.replace("\n", "")
    assert 'action="/agreement/own-lines/"' in answer.text
    assert not Version.unscoped.exists()
    assert as_alice.post("/agreement/offer/").status_code == 409


def test_both_see_the_line_and_who_changed_it_last(draft, as_bob):
    page = as_bob.get(HOME).text
    assert re.search(r"Proposed by Alice on \d+ \w+", page)
    assert escape(SAM) in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a few words first."),
        (" \n\t ", "Write a few words first."),
        ("\u200b\u200b", "Write a few words first."),
        ("ä" * 100_000, "Shorten this to 2,000 characters. It has 100,000 now."),
    ],
)
def test_a_line_that_cannot_be_kept_gets_a_sentence_and_stays(as_alice, draft, alice, text, sentence):
    for url, more in ((ADD, {}), (f"{ADD}{first_line(draft).pk}/", {"seen": "1"})):
        page = as_alice.post(url, {"text": text, "topic": "Typed topic", **more})
        assert page.status_code == 422
        assert sentence in page.text
        assert "<title>Error: " in page.text
        assert text.strip() in page.text
        assert "Typed topic" in page.text
    assert lines_of(alice, draft) == [SAM, PHONES]


def test_control_characters_are_left_out(as_alice, alice, couple):
    add(as_alice, "We\x00 say\x07 it\r\nplainly.\x1b")
    assert lines_of(alice, texts_of(us_of(alice)).working) == ["We say it\nplainly."]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_a_form_without_its_revision_is_calm(as_alice, alice, draft, seen):
    url = f"{ADD}{first_line(draft).pk}/"
    for response in (
        as_alice.post(url, {"text": "Other.", "seen": seen}),
        as_alice.post(f"{url}removal/", {"seen": seen}),
    ):
        assert response.status_code in (409, 422)
    assert lines_of(alice, draft) == [SAM, PHONES]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "Enter a date, like 2026-05-21."),
        ("soon", "Enter a date, like 2026-05-21."),
        ("", "Every agreement has one."),
        ("0001-01-01", "Choose a date from tomorrow"),
        ("9999-12-31", "Choose a date from tomorrow"),
        ("2026-05-01\x00", "Enter a date, like 2026-05-21."),
    ],
)
def test_an_impossible_day_gets_a_sentence_and_stays(as_alice, draft, day, sentence):
    page = as_alice.post("/agreement/review-day/", {"review_on": day})
    assert page.status_code == 422
    assert sentence in page.text
    assert day.replace("\x00", "") in page.text
    draft.refresh_from_db()
    assert draft.review_on is None


def test_today_is_too_soon_for_the_review_day(as_alice, draft, alice):
    day = clock.today(alice.tz)
    assert as_alice.post("/agreement/review-day/", {"review_on": day.isoformat()}).status_code == 422
    day += timedelta(days=1)
    assert as_alice.post("/agreement/review-day/", {"review_on": day.isoformat()}).url == HOME
    draft.refresh_from_db()
    assert draft.review_on == day


def test_a_line_can_be_changed(as_bob, bob, draft):
    url = f"{ADD}{first_line(draft).pk}/"
    page = as_bob.get(url)
    assert escape(SAM) in page.text
    assert as_bob.post(url, {"text": "Other.", "topic": "", "seen": hidden(page.text, "seen")}).status_code == 302
    assert lines_of(bob, draft) == ["Other.", PHONES]


@pytest.mark.parametrize("form", [{"text": "", "seen": "1"}, {"text": "Mine.", "seen": "x"}, {}])
def test_a_line_of_a_signed_text_is_not_there_to_mend(as_alice, as_bob, bob, in_force, form):
    line = f"{ADD}{first_line(in_force).pk}/"
    for client in (as_alice, as_bob):
        there, nowhere = client.post(line, form), client.post(f"{ADD}{uuid4()}/", form)
        assert (there.status_code, client.get(line).status_code) == (404, 404)
        assert escape(SAM) not in there.text
        assert re.sub(r'"csrfmiddlewaretoken" value="[^"]*"', "", there.text) == re.sub(
            r'"csrfmiddlewaretoken" value="[^"]*"', "", nowhere.text
        )
    couples.leave(bob)
    assert as_alice.post(line, form).status_code == 404


def test_words_changed_under_ones_hands_show_both_and_can_be_kept_all_the_same(as_alice, alice, bob, draft):
    line = first_line(draft)
    url = f"{ADD}{line.pk}/"
    seen = hidden(as_alice.get(url).text, "seen")
    actions.edit_clause(bob, line.pk, LineWords("Bob’s words."), seen=1)
    page = as_alice.post(url, {"text": "Alice’s words.", "topic": "", "seen": seen})
    assert page.status_code == 409
    assert "The words changed while you were reading" in page.text
    assert "Both versions are here." in page.text
    assert "Bob’s words." in page.text
    assert "Alice’s words." in page.text
    assert lines_of(alice, draft) == ["Bob’s words.", PHONES]
    as_alice.post(url, {"text": "Alice’s words.", "topic": "", "seen": hidden(page.text, "seen")})
    assert lines_of(alice, draft) == ["Alice’s words.", PHONES]


def test_a_line_taken_out_meanwhile_can_be_added_as_a_new_one(as_alice, alice, bob, draft):
    line = first_line(draft)
    actions.remove_clause(bob, line.pk, seen=1)
    page = as_alice.post(f"{ADD}{line.pk}/", {"text": "Alice’s words.", "topic": "Sam", "seen": "1"})
    assert page.status_code == 404
    assert "Alice’s words." in page.text
    assert f'action="{ADD}"' in page.text


def test_a_line_is_taken_out_as_it_was_seen(as_alice, alice, bob, draft):
    line = first_line(draft)
    actions.edit_clause(bob, line.pk, LineWords("Bob’s words."), seen=1)
    page = as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": "1"})
    assert page.status_code == 409
    assert "It hasn’t been deleted." in page.text
    assert (
        as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": hidden(page.text, "seen")}).url == f"{HOME}#line-{line.pk}"
    )
    assert lines_of(alice, draft) == [PHONES]
    assert as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": "2"}).status_code == 404


def test_what_one_may_not_see_is_as_if_it_were_not_there(as_charlie, draft, in_force):
    def masked(response):
        return response.status_code, re.sub(
            r'(name="(csrfmiddlewaretoken|clause)" value=)"[^"]*"', r"\1", response.text
        )

    there, nowhere = f"{ADD}{first_line(in_force).pk}/", f"{ADD}{uuid4()}/"
    form = {"text": "Mine.", "topic": "", "seen": "1"}
    for path in ("", "removal/"):
        assert masked(as_charlie.post(there + path, form)) == masked(as_charlie.post(nowhere + path, form))
        assert as_charlie.post(there + path, form).status_code == 404
    assert masked(as_charlie.get(there)) == masked(as_charlie.get(nowhere))
    assert as_charlie.get(there).status_code == 404
    assert as_charlie.post(there, {"text": ""}).status_code == 404
    for url in ("/agreement/versions/1/", f"/agreement/versions/{in_force.pk}/", f"/agreement/versions/{uuid4()}/"):
        assert as_charlie.get(url).status_code == 404
    assert SAM not in as_charlie.get(HOME).text + as_charlie.get("/agreement/versions/").text


def test_vague_words_get_a_hint_and_are_kept(as_alice, couple):
    add(as_alice, "We are more careful.")
    page = as_alice.get(HOME).text
    assert "Would you both know whether this was kept" in page
    assert "We are more careful." in page


def test_what_can_control_gets_one_note_of_care_a_page(as_alice, couple):
    add(as_alice, "We know each other’s passwords.")
    add(as_alice, "You share your location.")
    page = as_alice.get(HOME).text
    assert page.count("Rules about this can be used to control someone") == 1
    assert page.count('class="care"') == 1
