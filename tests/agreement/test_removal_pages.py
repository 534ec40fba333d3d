"""The pages of discarding a draft, of a deleted line and of the text in force beside its draft; patterns; printing."""

import re

import pytest
from django.utils.html import escape

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, OwnLine, Removal
from agreement.reading import texts_of
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, hidden, lines_of, sign
from tests.cast import join, later, make_person

pytestmark = pytest.mark.django_db

HOME, ADD, OWN, DISCARD = "/agreement/", "/agreement/clauses/", "/agreement/own-lines/", "/agreement/draft/removal/"


def said(day):
    return f"{day:%A} {day.day} {day:%B}"


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


def test_it_is_asked_once_and_both_see_the_same_line(as_alice, as_bob, alice, draft):
    assert f'href="{DISCARD}"' in as_alice.get(HOME).text
    page = as_alice.get(DISCARD)
    assert "Discard this draft?" in page.text
    assert "with its 2 lines" in page.text
    with later(days=1):
        tomorrow = clock.today(alice.tz)
    today = clock.today(alice.tz)
    line = f"The draft was discarded on {said(today)}. Either of you can bring it back until {said(tomorrow)}."
    assert line in page.text
    assert as_alice.post(DISCARD, {"version": hidden(page.text, "version")}).url == HOME
    pages = [client.get(HOME).text for client in (as_alice, as_bob)]
    notices = [re.search(r'<div class="notice put-away">.*?</p>', page, re.DOTALL)[0] for page in pages]
    assert notices[0] == notices[1]
    assert line in notices[0]
    for client in (as_alice, as_bob):
        assert escape(SAM) not in client.get(HOME).text


def test_the_other_brings_it_back(as_alice, as_bob, alice, draft):
    actions.discard_draft(alice, draft.pk)
    version = hidden(as_bob.get(HOME).text, "version")
    assert as_bob.post(DISCARD, {"version": version, "action": "undo"}).url == HOME
    page = as_alice.get(HOME).text
    assert escape(SAM) in page
    assert "put away" not in page


def test_the_draft_of_now_is_put_away_in_its_place_and_that_is_said(as_bob, alice, draft):
    actions.discard_draft(alice, draft.pk)
    assert "in its place" not in as_bob.get(HOME).text
    actions.add_clause(alice, LineWords("Other."))
    assert "The draft you have now is then discarded in its place." in as_bob.get(HOME).text


def test_after_its_day_nothing_speaks_of_it(as_bob, alice, draft):
    actions.discard_draft(alice, draft.pk)
    version = hidden(as_bob.get(HOME).text, "version")
    with later(days=2):
        assert "put away" not in as_bob.get(HOME).text
        assert as_bob.post(DISCARD, {"version": version, "action": "undo"}).status_code == 409


@pytest.mark.parametrize("version", ["", "x", "00000000-0000-4000-8000-000000000000"])
@pytest.mark.parametrize("action", ["", "undo"])
def test_a_draft_that_is_not_there_is_a_calm_page(as_alice, as_charlie, draft, alice, version, action):
    for client, form in ((as_alice, version), (as_charlie, version), (as_charlie, str(draft.pk))):
        answer = client.post(DISCARD, {"version": form, "action": action})
        assert answer.status_code == 409
        assert "This draft isn’t there any more" in answer.text
    assert as_charlie.get(DISCARD).status_code == 409
    assert not Removal.unscoped.exists()
    assert texts_of(us_of(alice)).working == draft


def test_the_question_does_not_tell_of_a_signature(as_bob, alice, offered):
    before = as_bob.get(DISCARD).text
    assert "Any signature is cancelled" in before
    sign(alice)
    mask = re.compile(r'"csrfmiddlewaretoken" value="[^"]*"')
    assert mask.sub("", as_bob.get(DISCARD).text) == mask.sub("", before)


# -- A line


def test_a_deleted_line_has_undo_in_its_place(as_alice, as_bob, alice, draft):
    line = first_line(draft)
    answer = as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": "1"})
    assert answer.url == f"{HOME}#line-{line.pk}"
    for client in (as_alice, as_bob):
        page = client.get(HOME).text
        assert "Line deleted." in page
        assert page.index(f'id="line-{line.pk}"') < page.index("Line deleted.") < page.index(escape(PHONES))
    assert as_bob.post(f"{ADD}{line.pk}/removal/", {"action": "undo"}).url == f"{HOME}#line-{line.pk}"
    assert lines_of(alice, draft) == [SAM, PHONES]
    assert "Line deleted." not in as_alice.get(HOME).text


def test_a_deleted_line_is_no_line_to_sign_or_to_open(as_alice, alice, draft):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    assert as_alice.get(f"{ADD}{line.pk}/").status_code == 404
    actions.offer(alice)
    assert escape(SAM) not in as_alice.get("/agreement/signing/").text


def test_when_all_are_deleted_there_is_nothing_to_make_ready(as_alice, alice, draft):
    for line in Clause.unscoped.filter(version=draft):
        actions.remove_clause(alice, line.pk, seen=1)
    page = as_alice.get(HOME).text
    assert page.count("Line deleted.") == 2
    assert "Make ready to sign" not in page


def test_undo_that_comes_too_late_is_a_calm_page(as_alice, as_charlie, alice, draft):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    assert as_charlie.post(f"{ADD}{line.pk}/removal/", {"action": "undo"}).status_code == 404
    with later(days=2):
        assert "Line deleted." not in as_alice.get(HOME).text
        answer = as_alice.post(f"{ADD}{line.pk}/removal/", {"action": "undo"})
        assert (answer.status_code, "This can’t be brought back any more" in answer.text) == (409, True)


def test_a_deleted_own_line_has_undo_in_its_place(as_dana, as_alice, dana):
    line = actions.write_own_line(dana, LineWords(SAM))
    as_dana.post(f"{OWN}{line.pk}/removal/")
    page = as_dana.get(OWN).text
    assert "Line deleted." in page
    for client, path, status in ((as_dana, "", 404), (as_dana, "removal/", 404), (as_alice, "removal/", 404)):
        form = {"action": "undo"} if client is as_alice else {}
        assert client.post(f"{OWN}{line.pk}/{path}", form).status_code == status
    assert as_dana.post(f"{OWN}{line.pk}/removal/", {"action": "undo"}).url == f"{OWN}#line-{line.pk}"
    assert OwnLine.unscoped.get().deleted_on is None
    assert "Line deleted." not in as_dana.get(OWN).text


# -- The text in force, patterns, printing


def test_the_text_in_force_stays_on_top_of_the_draft(as_alice, alice, in_force):
    actions.begin_draft(alice)
    day = f"{in_force.in_force_on.day} {in_force.in_force_on:%B %Y}"
    for _ in ("a draft", "ready to sign"):
        page = as_alice.get(HOME).text
        top, below = page.split('id="draft"')
        assert f">{day}</time></h2>" in top
        assert escape(SAM) in top
        assert escape(SAM) in below
        assert page.count("<h1>") == 1
        actions.offer(alice)


def test_patterns_are_folded_once_there_are_three_lines(as_alice, alice, draft):
    pattern, folded = f'href="{ADD}?pattern=5#id_text"', "<summary>Beginnings you can use</summary>"
    assert (pattern in as_alice.get(ADD).text, folded in as_alice.get(ADD).text) == (True, False)
    line = actions.add_clause(alice, LineWords("Three."))
    page = as_alice.get(ADD).text
    assert page.index(folded) < page.index(pattern)
    actions.remove_clause(alice, line.pk, seen=1)
    assert folded not in as_alice.get(ADD).text


def test_rules_for_this_place_come_first(as_alice, couple):
    page = as_alice.get(ADD).text
    assert page.index("Rules for this place") < page.index("?pattern=1#") < page.index("?pattern=3#")
    assert page.index("?pattern=3#") < page.index("Until you’ve talked properly") < page.index("?pattern=4#")


def test_patterns_of_own_lines_stay_own_lines(as_alice, couple):
    assert f'href="{OWN}?pattern=5#id_text"' in as_alice.get(OWN).text
    page = as_alice.get(OWN, {"pattern": "5"}).text
    assert ">If … writes, I tell you the same day.</textarea>" in page.replace("\n", "")


def test_a_signed_text_prints_with_its_fingerprint_which_is_folded_on_the_page(as_alice, in_force):
    page = as_alice.get("/agreement/versions/1/").text
    assert re.search(r"<button[^>]* data-print hidden>Print</button>", page)
    assert "For the record" in page
    assert page.count(in_force.sha256) == 2
    assert re.search(rf'<p class="note fingerprint print-only">[^<]*{in_force.sha256}</p>', page)


def test_of_many_discarded_drafts_the_latest_are_told_of(as_bob, alice, couple):
    for _ in range(5):
        version = actions.add_clause(alice, LineWords("x")).version
        actions.discard_draft(alice, version.pk)
    assert as_bob.get("/agreement/").text.count("The draft was discarded on") == 3


def test_an_id_of_another_space_says_nothing_of_it(alice, bob, as_bob, draft):
    clause_id = str(Clause.unscoped.filter(version=draft)[0].pk)
    couples.leave(bob)
    join(bob, make_person("Dora"))

    def asked() -> bool:
        return clause_id in as_bob.post(ADD, {"text": "x", "topic": "", "clause": clause_id}).url

    before = asked()
    actions.erase_unsigned(alice)
    assert asked() == before
