"""What a line has besides its words: how long, for whom, what "it depends" means, what it is for, and a repair."""

from datetime import date

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.document import FIRST_FORMAT, FORMAT, LineWords
from agreement.models import Clause, Version, document_of
from agreement.reading import clauses_of, own_lines_of, texts_of
from couples.us import us_of

from .conftest import SAM, sign

pytestmark = pytest.mark.django_db
HOME = "/agreement/"
WHOLE = {
    "text": "If an ex writes, I tell you the same day.",
    "lasts": "good",
    "topic": "Exes",
    "for_whom": "other",
    "depends": "A birthday greeting can wait till the weekend.",
    "purpose": "So that neither of us wonders.",
    "repair": "I say so by the next evening. You ask for half an hour. Then we eat.",
}


def put(client, **changed):
    return client.post(f"{HOME}clauses/", {**WHOLE, **changed})


def line_of(person):
    version = texts_of(us_of(person)).working
    return clauses_of(person, version)[-1]


def test_every_part_is_kept_and_shown_to_both(as_alice, as_bob, alice, bob, couple):
    put(as_alice)
    assert line_of(alice).line == LineWords(**{**WHOLE, "for_whom": str(bob.pk)})
    for client in (as_alice, as_bob):
        page = client.get(HOME).text
        for name in ("text", "topic", "depends", "purpose", "repair"):
            assert escape(WHOLE[name]) in page
        assert "Only for Bob · Until we change it" in page


def test_a_line_is_for_both_and_for_now_where_nothing_is_said(as_alice, alice, couple):
    as_alice.post(f"{HOME}clauses/", {"text": SAM})
    assert line_of(alice).line == LineWords(SAM)
    assert 'value="now" id="id_lasts_0" checked' in as_alice.get(f"{HOME}clauses/").text


def test_the_one_it_is_for_is_the_same_on_both_pages(as_alice, as_bob, alice, couple):
    put(as_alice, for_whom="me")
    url = f"{HOME}clauses/{line_of(alice).pk}/"
    assert 'name="for_whom" value="me" id="id_for_whom_1" checked' in as_alice.get(url).text
    assert 'name="for_whom" value="other" id="id_for_whom_2" checked' in as_bob.get(url).text


@pytest.mark.parametrize(("name", "value"), [("lasts", "ever"), ("for_whom", "charlie"), ("repair", "a" * 1001)])
def test_what_cannot_be_put_in_is_said_and_what_was_typed_stays(as_alice, couple, name, value):
    answer = put(as_alice, **{name: value})
    assert answer.status_code == 422
    assert escape(WHOLE["purpose"]) in answer.text
    assert answer.text.count("<details open>") == 1
    assert not Clause.unscoped.exists()


def test_what_can_be_added_is_folded_until_something_of_it_is_there(as_alice, alice, draft):
    assert "<details open>" not in as_alice.get(f"{HOME}clauses/").text
    assert "<details open>" in as_alice.get(f"{HOME}clauses/{clauses_of(alice, draft)[0].pk}/").text


def test_every_part_is_on_the_page_that_is_signed_and_in_its_hash(as_alice, as_bob, alice, bob, couple):
    put(as_alice)
    offered = actions.offer(bob)
    page = as_bob.get(f"{HOME}signing/").text
    for words in (
        "If it happens anyway",
        WHOLE["repair"],
        WHOLE["depends"],
        WHOLE["purpose"],
        "Only for Bob · Until we change it",
    ):
        assert escape(words) in page
    sign(alice, "A")
    in_force = sign(bob, "B")
    written = document_of(in_force, clauses_of(alice, offered), in_force.review_on)
    assert (written.format, written.sha256()) == (FORMAT, in_force.sha256)
    assert WHOLE["repair"].encode() in written.canonical()
    assert escape(WHOLE["repair"]) in as_alice.get(f"{HOME}versions/1/").text


@pytest.mark.parametrize(("lasts", "days"), [("now", 30), ("good", 90), ("", 30)])
def test_a_first_text_is_read_again_after_30_days_where_a_line_is_for_now(couple, alice, lasts, days):
    actions.add_clause(alice, LineWords(SAM, lasts="good"))
    actions.add_clause(alice, LineWords(SAM, lasts=lasts))
    version = actions.offer(alice)
    assert (version.review_on - version.offered_on).days == days


def test_a_draft_of_the_first_format_is_hashed_with_all_parts_once_a_line_has_them(draft, alice, bob):
    version = draft_now()
    version.body = {name: value for name, value in version.body.items() if name != "format"}
    version.save()
    assert document_of(draft_now(), clauses_of(alice, draft), date(2026, 8, 12)).format == FIRST_FORMAT
    clause = clauses_of(alice, draft)[0]
    actions.edit_clause(bob, clause.pk, LineWords(clause.text, "Sam", repair=WHOLE["repair"]), seen=clause.revision)
    assert draft_now().body["format"] == FORMAT


def test_an_own_line_has_all_but_for_whom(as_alice, alice, couple):
    page = as_alice.get(f"{HOME}own-lines/").text
    assert "id_repair" in page
    assert "id_for_whom" not in page
    as_alice.post(f"{HOME}own-lines/", WHOLE)
    [line] = own_lines_of(alice)
    assert line.line == LineWords(**{**WHOLE, "for_whom": "both"})
    assert escape(WHOLE["repair"]) in as_alice.get(f"{HOME}own-lines/").text
    as_alice.post(f"{HOME}own-lines/{line.pk}/sharing/", {"seen": "1"})
    assert line_of(alice).line == line.line


def draft_now():
    return Version.unscoped.select_related("previous", "couple").get()
