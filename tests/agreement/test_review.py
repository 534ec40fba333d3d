"""Reading the text in force again: each line is kept, loosened, let go or changed."""

from datetime import timedelta

import pytest
from django.utils.html import escape

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Version
from agreement.reading import clauses_of, texts_of
from agreement.reviewing import review_lines
from couples.us import us_of
from tests.cast import at

from .conftest import PHONES, SAM, lines_of, sign

pytestmark = pytest.mark.django_db
REVIEW, HOME = "/agreement/review/", "/agreement/"


@pytest.fixture
def lines(in_force, alice):
    return clauses_of(alice, in_force)


def outcomes(person):
    us = us_of(person)
    texts = texts_of(us)
    return [line.outcome for line in review_lines(us, texts.in_force, texts.working, clock.today(person.tz))]


def put(client, line, action, query="", seen=1):
    return client.post(f"{REVIEW}{line.pk}/{query}", {"action": action, "seen": seen})


def drafted(line):
    return next(row for row in Clause.unscoped.all() if row.earlier == str(line.pk))


def test_without_a_draft_every_line_is_open_and_one_press_begins(as_alice, as_bob, alice, lines):
    page = as_alice.get(REVIEW).text
    assert escape(SAM) in page
    assert "Let go" not in page
    assert as_bob.post(REVIEW).url == REVIEW
    assert outcomes(alice) == ["", ""]
    assert "2 lines are still open." in as_alice.get(REVIEW).text


def test_each_line_has_what_becomes_of_it(as_alice, as_bob, alice, bob, lines):
    as_alice.post(REVIEW)
    sam, phones = lines
    assert put(as_alice, sam, "keep").url == f"{REVIEW}#line-{sam.pk}"
    assert put(as_bob, phones, "let-go").url == f"{REVIEW}#line-{phones.pk}"
    assert outcomes(alice) == outcomes(bob) == ["keep", "gone"]
    page = as_alice.get(REVIEW).text
    assert all(
        words in page for words in ("Kept", "You wrote this when you needed it.", "You’ve been through every line.")
    )
    assert lines_of(alice, texts_of(us_of(alice)).in_force) == [SAM, PHONES]


@pytest.mark.parametrize(("how", "title"), [("loosen", "Loosen this line"), ("change", "Change this line")])
def test_a_line_is_loosened_or_changed_on_its_own_page(as_alice, alice, lines, how, title):
    as_alice.post(REVIEW)
    draft = drafted(lines[0])
    url = f"{HOME}clauses/{draft.pk}/"
    page = as_alice.get(url, {"reviewed": how}).text
    assert title in page
    assert f'name="reviewed" value="{how}"' in page
    answer = as_alice.post(url, {"text": "Once a week is enough.", "seen": "1", "reviewed": how})
    assert answer.url == f"{REVIEW}#line-{lines[0].pk}"
    assert outcomes(alice) == [how, ""]


def test_a_line_that_was_loosened_and_put_back_is_open_again(as_alice, alice, lines):
    as_alice.post(REVIEW)
    draft = drafted(lines[0])
    for seen, text in ((1, "Once a week."), (2, SAM)):
        actions.edit_clause(alice, draft.pk, LineWords(text, "Sam"), seen=seen, reviewed="loosen")
    assert outcomes(alice) == ["", ""]


def test_letting_go_is_undone_within_a_day_and_not_after(as_alice, alice, bob, lines):
    as_alice.post(REVIEW)
    put(as_alice, lines[0], "let-go")
    assert "Bring it back" in as_alice.get(REVIEW).text
    put(as_alice, lines[0], "undo")
    assert outcomes(alice) == ["", ""]
    put(as_alice, lines[0], "let-go")
    with at(clock.now() + timedelta(days=4)):
        actions.forget_old_removals()
        assert "Bring it back" not in as_alice.get(REVIEW).text
        assert outcomes(bob) == ["gone", ""]
        assert put(as_alice, lines[0], "undo").status_code == 404


def test_what_comes_out_of_it_is_signed_like_any_text(as_alice, alice, bob, lines):
    as_alice.post(REVIEW)
    put(as_alice, lines[0], "keep")
    put(as_alice, lines[1], "let-go")
    actions.offer(alice)
    sign(alice)
    second = sign(bob)
    assert (second.number, lines_of(alice, second)) == (2, [SAM])
    assert outcomes(alice) == [""]
    assert [clause.body == clause.line.body() for clause in clauses_of(alice, second)] == [True]


def test_keeping_changes_no_word_and_leaves_an_offer(as_alice, alice, bob, lines):
    as_alice.post(REVIEW)
    version = actions.offer(alice)
    sign(bob)
    put(as_alice, lines[0], "keep")
    version.refresh_from_db()
    assert version.state == "offered"
    put(as_alice, lines[0], "let-go")
    version.refresh_from_db()
    assert version.state == "draft"


def test_lines_that_somebody_came_to_talk_about_come_first(as_alice, lines):
    as_alice.post(REVIEW)
    page = as_alice.get(REVIEW, {"line": [str(lines[1].pk), "nonsense"]}).text
    assert page.index(escape(PHONES)) < page.index("The other lines") < page.index(escape(SAM))
    assert "The other lines" not in as_alice.get(REVIEW, {"line": "nonsense"}).text
    assert put(as_alice, lines[1], "keep", f"?line={lines[1].pk}").url == (
        f"{REVIEW}?line={lines[1].pk}#line-{lines[1].pk}"
    )


def test_the_form_of_a_check_in_leads_back_to_its_lines(as_alice, lines):
    url = f"{REVIEW}?line={lines[1].pk}"
    assert as_alice.post(url).url == url


def test_on_the_review_day_today_leads_there(as_alice, in_force):
    with at(clock.now() + timedelta(days=31)):
        page = as_alice.get("/today/").text
        assert f'href="{REVIEW}"' in page


def test_a_draft_begun_before_lines_said_where_they_are_from(as_alice, alice, lines):
    as_alice.post(REVIEW)
    for line in map(drafted, lines):
        line.body = line.line.body()
        line.save()
    assert outcomes(alice) == ["", ""]
    put(as_alice, lines[0], "let-go")
    assert outcomes(alice) == ["gone", ""]


def test_a_draft_brought_back_beside_a_later_text(as_alice, alice, bob, lines):
    first = actions.begin_draft(alice)
    actions.discard_draft(alice, first.pk)
    actions.begin_draft(alice)
    actions.offer(alice)
    sign(alice)
    sign(bob)
    actions.bring_draft_back(bob, first.pk)
    assert outcomes(alice) == ["", ""]
    [sam, _] = clauses_of(alice, texts_of(us_of(alice)).in_force)
    put(as_alice, sam, "let-go")
    assert outcomes(alice) == ["gone", ""]


@pytest.mark.parametrize("action", ["keep", "let-go"])
def test_words_that_were_not_on_the_page_are_neither_kept_nor_let_go(as_alice, alice, bob, lines, action):
    as_alice.post(REVIEW)
    draft = drafted(lines[0])
    actions.edit_clause(bob, draft.pk, LineWords("Bob’s new words."), seen=1)
    for seen in (1, "x"):
        answer = put(as_alice, lines[0], action, seen=seen)
        assert (answer.status_code, "The words changed while you were reading" in answer.text) == (409, True)
    assert outcomes(alice) == ["change", ""]


def test_where_nothing_is_in_force_there_is_nothing_to_review(as_alice, as_dana, draft):
    for client in (as_alice, as_dana):
        for answer in (client.get(REVIEW), client.post(f"{REVIEW}{draft.pk}/", {"action": "keep"})):
            assert answer.status_code == 409
            assert "No agreement is in force" in answer.text
    assert Version.unscoped.count() == 1


def test_nobody_else_finds_a_line(as_charlie, as_alice, alice, lines):
    as_alice.post(REVIEW)
    for action in ("keep", "let-go", "undo"):
        assert put(as_charlie, lines[0], action).status_code == 409
    assert as_charlie.get(f"{REVIEW}{lines[0].pk}/").status_code == 405
    assert outcomes(alice) == ["", ""]


def test_a_line_that_is_none_and_a_press_that_says_nothing(as_alice, alice, draft, lines):
    as_alice.post(REVIEW)
    assert put(as_alice, drafted(lines[0]), "keep").status_code == 404
    assert put(as_alice, lines[0], "explode").status_code == 302
    assert outcomes(alice) == ["", ""]


def test_before_it_is_begun_a_press_is_refused(as_alice, lines):
    assert put(as_alice, lines[0], "let-go").status_code == 404
    assert Version.unscoped.count() == 1
