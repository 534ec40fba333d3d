"""What somebody who wants to press the other would try in a review: each of these came through once."""

import pytest

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import State, Version
from agreement.reading import clauses_of
from tests.agreement.conftest import SAM, sign
from tests.cast import later
from tests.together.screens import Screen
from together.models import Sitting

from .conftest import SUNDAY, URL

pytestmark = pytest.mark.django_db
HALF_PAST = "Sunday from half past ten to twelve is ours."


def says(screen, line, what, seen=1):
    screen.presses("mark", line=line.pk, seen=seen, says=what)


def to_the_end(screen, lines):
    screen.presses("place", seen=lines[0].pk, to="")


def test_no_break_ends_by_ending_the_review(her, his):
    her.presses("break")
    assert his.client.post(f"{URL}removal/").status_code == 409
    assert her.polls() == 204
    assert "End review" not in his.opens()


def test_nor_by_discarding_the_draft_or_making_it_ready(her, his, lines):
    her.presses("break")
    version = Version.unscoped.get()
    assert his.client.post("/agreement/draft/removal/", {"version": version.pk}).status_code == 409
    assert his.client.post("/agreement/offer/").status_code == 409
    version.refresh_from_db()
    assert version.state == State.DRAFT
    assert Sitting.unscoped.get().break_until is not None


def test_nor_by_bringing_another_draft_back(her, his, lines, alice, bob):
    first = Version.unscoped.get()
    agreement.discard_draft(bob, first.pk)
    agreement.add_clause(bob, LineWords(SAM))
    her.client.post(URL)
    her.opens()
    her.presses("break")
    assert his.client.post("/agreement/draft/removal/", {"version": first.pk, "action": "undo"}).status_code == 409
    assert her.polls() == 204


def test_one_that_is_begun_again_meanwhile_reaches_every_screen(her, his, lines):
    for _ in range(4):
        his.presses("place", seen=lines[0].pk, to=lines[1].pk)
        his.presses("place", seen=lines[1].pk, to=lines[0].pk)
    her.polls()
    his.client.post(f"{URL}removal/")
    his.client.post(URL)
    assert her.polls() == 200
    his.opens()
    assert (her.tag, her.live.replace("Bob", "…")) == (his.tag, his.live.replace("Alice", "…"))


def test_words_changed_there_and_back_leave_an_answer_with_its_author(her, his, lines, bob):
    for screen, what in ((her, "talk"), (his, "fits")):
        says(screen, lines[2], what)
    for seen, text in ((1, SUNDAY + "."), (2, SUNDAY)):
        agreement.edit_clause(bob, lines[2].pk, LineWords(text), seen=seen)
    her.presses("place", seen=lines[0].pk, to=lines[2].pk)
    his.polls()
    assert her.says("You said “Let’s talk” about the earlier words.")
    assert not his.says("Let’s talk” about the earlier words")
    her.presses("place", seen=lines[2].pk, to="")
    assert her.says("You haven’t answered these")


def test_no_line_disappears_between_two_polls(her, his, lines):
    his.presses("line/removal", line=lines[0].pk, seen=1)
    his.presses("place", seen=lines[0].pk, to=lines[1].pk)
    her.polls()
    assert her.says("Line 2 of 3")
    her.presses("place", seen=lines[1].pk, to="")
    for screen in (her, his):
        screen.opens()
        assert screen.says(SAM)
        assert screen.says("Either of you can bring it back until")
    her.presses("line/return", line=lines[0].pk)
    assert not her.says("Either of you can bring it back until")


def test_making_it_ready_hides_nothing_that_is_open(her, his, lines):
    for screen, what in ((her, "talk"), (his, "fits")):
        says(screen, lines[0], what)
    to_the_end(her, lines)
    assert 'class="button quiet" id="make-ready"' in her.live
    his.presses("offer")
    for screen in (her, his):
        screen.opens()
        assert screen.says("Lines marked “Let’s talk”")
        assert 'class="button quiet" id="sign"' in screen.live


def test_small_steps_are_shown_as_one(her, his, lines, alice, bob, as_alice, as_bob):
    agreement.offer(alice)
    for who in (alice, bob):
        sign(who)
    as_alice.post(URL)
    last = agreement.begin_draft(alice)
    line = next(row for row in clauses_of(alice, last) if row.text == SUNDAY)
    agreement.edit_clause(bob, line.pk, LineWords(HALF_PAST), seen=1)
    agreement.edit_clause(alice, line.pk, LineWords(HALF_PAST.removesuffix(".")), seen=2)
    her.opens()
    first = Sitting.unscoped.get().place
    her.presses("place", seen=first, to=line.pk)
    assert her.says("What’s changed from your agreement")
    assert her.says("half past")
    assert not her.says("Changed by")
    her.presses("place", seen=line.pk, to="")
    assert her.says("half past")
    assert her.says("<ins")


def test_a_lone_wish_to_talk_is_marked_as_ones_own_at_the_end(her, his, lines):
    says(her, lines[0], "talk")
    to_the_end(her, lines)
    his.polls()
    assert her.says("You said “Let’s talk” about these. Only you see that until you’ve both answered.")
    for screen in (her, his):
        assert not screen.says("Lines marked “Let’s talk”")
        assert not screen.says("Go back to it")


def test_a_page_keeps_no_diary(her, his, lines):
    fresh = Screen(his.client, URL)
    fresh.opens()
    for _ in range(3):
        her.presses("place", seen=lines[0].pk, to=lines[1].pk)
        her.presses("place", seen=lines[1].pk, to=lines[0].pk)
    fresh.opens()
    assert fresh.news == ""
    assert fresh.live.replace(fresh.tag, "") == his.live.replace(his.tag, "")


def test_pressing_the_same_answer_again_tells_the_other_nothing(her, his, lines):
    for screen in (her, his):
        says(screen, lines[0], "fits")
    her.polls()
    says(his, lines[0], "fits")
    assert her.polls() == 204


def test_what_one_does_in_it_brings_no_card_back_to_the_others_today(her, his, lines):
    with later(days=5):
        before = his.client.get("/today/").text.partition("<main")[2]
        her.presses("place", seen=lines[0].pk, to=lines[1].pk)
        after = his.client.get("/today/").text.partition("<main")[2]
    assert [page.count("A review of your agreement is open") for page in (before, after)] == [0, 0]


def test_a_draft_that_is_older_than_the_text_in_force_hides_and_invents_nothing(alice, bob, lines, as_alice):
    """Discarded, overtaken by another text and brought back: a line of the same words is that line, whatever its id."""
    first = Version.unscoped.get()
    agreement.discard_draft(bob, first.pk)
    for text in (SAM, "Photos of us are ours."):
        agreement.add_clause(bob, LineWords(text))
    agreement.offer(bob)
    for who in (alice, bob):
        sign(who)
    agreement.bring_draft_back(bob, first.pk)
    as_alice.post(URL)
    her = Screen(as_alice, URL)
    her.opens()
    to_the_end(her, lines)
    assert her.says("One line stays as it is")
    deleted = her.live.partition("<h2>Deleted</h2>")[2].partition("<h2>New</h2>")[0]
    assert "Photos of us are ours." in deleted
    assert SAM not in deleted
