"""/review/: both at the same line, what either does, and what the other's screen shows of it."""

import pytest

from agreement import actions as agreement
from agreement.models import Clause, Mark, State, Version
from reviews import actions
from tests.agreement.conftest import PHONES, SAM, sign
from tests.cast import later
from tests.matrix.test_flipped import flip
from together.models import Sitting

from .conftest import URL

pytestmark = pytest.mark.django_db


def at(line, **fields):
    return {"line": line.pk, "seen": line.revision, **fields}


def test_either_begins_and_both_are_at_the_first_line(as_alice, as_bob, lines):
    assert "Begin" in as_alice.get(URL).text
    for client in (as_alice, as_bob):
        assert client.post(URL).url == URL
    assert Sitting.unscoped.count() == 1
    for client in (as_alice, as_bob):
        page = client.get(URL).text
        assert "Line 1 of 3" in page
        assert SAM in page
        assert PHONES not in page


def test_either_moves_both_on(her, his, lines):
    her.presses("place", seen=lines[0].pk, to=lines[1].pk)
    assert her.says("Line 2 of 3")
    assert his.polls() == 200
    assert his.says("Line 2 of 3")
    his.presses("place", seen=lines[1].pk, to=lines[0].pk)
    assert her.polls() == 200
    assert her.says("Line 1 of 3")
    assert [her.polls(), his.polls()] == [204, 204]


def test_pressed_by_both_it_moves_once(her, his, lines):
    for screen in (her, his, her):
        screen.presses("place", seen=lines[0].pk, to=lines[1].pk)
        assert screen.says("Line 2 of 3")


def test_a_lone_answer_is_in_no_byte_and_no_poll_of_the_other(her, his, lines):
    before = his.live
    her.presses("mark", **at(lines[0], says="talk"))
    assert her.says("Only you see this until you’ve both answered.")
    assert his.polls() == 204
    his.opens()
    assert his.live == before
    his.presses("mark", **at(lines[0], says="fits"))
    assert her.polls() == 200
    for screen, other in ((her, "Bob"), (his, "Alice")):
        assert screen.says(f"{other}:")


def test_an_answer_to_a_line_that_is_gone_by_now_says_so(her, his, bob, lines):
    actions.let_go(bob, lines[0].pk, seen=1)
    her.presses("mark", **at(lines[0], says="fits"))
    assert her.says("This line isn’t in the draft any more")
    assert her.says("Deleted from the draft.")
    actions.stop(bob)
    his.presses("mark", **at(lines[1], says="fits"))
    assert his.says("This review has ended")
    assert not Mark.unscoped.exists()


def test_words_that_one_changes_come_to_the_other(her, his, as_bob, lines):
    url = f"/agreement/clauses/{lines[0].pk}/?back={URL}"
    assert f'action="{url.replace("=/", "=%2F").replace("w/", "w%2F")}"' in as_bob.get(url).text
    assert as_bob.post(url, {"text": "We don’t write to Sam.", "seen": 1}).url == URL
    assert her.polls() == 200
    assert her.says("What’s changed")
    assert her.says("write")


def test_a_line_let_go_stays_before_both_until_they_go_on(her, his, lines):
    her.presses("line/removal", **at(lines[0]))
    assert his.polls() == 200
    assert his.says("Deleted from the draft.")
    his.presses("line/return", line=lines[0].pk)
    assert her.polls() == 200
    assert her.says("It fits")
    her.presses("line/removal", **at(lines[0]))
    her.presses("place", seen=lines[0].pk, to=lines[1].pk)
    assert her.says("Line 2 of 3"), "it stays in its place as long as it can be brought back"
    his.presses("place", seen=lines[1].pk, to=lines[0].pk)
    assert his.says("Either of you can bring it back until")


def test_to_the_talk_list_in_one_tap_once(her, his, lines):
    for screen in (her, his):
        screen.presses("subject", line=lines[0].pk)
        assert screen.says("It’s on your talk list.")
    assert her.client.get("/talk-list/").text.count(SAM) == 1


def test_at_the_end_what_there_is_and_ready_to_sign(her, his, lines):
    her.presses("mark", **at(lines[2], says="talk"))
    his.presses("mark", **at(lines[2], says="fits"))
    her.presses("place", seen=lines[0].pk, to="")
    his.polls()
    for screen in (her, his):
        assert screen.says("You’ve come to the end")
        assert screen.says("Lines marked “Let’s talk”")
    her.presses("offer")
    his.polls()
    for screen in (her, his):
        assert screen.says("Ready to sign")
    assert Version.unscoped.get().state == State.OFFERED


def test_a_note_about_earlier_words_is_asked_about_first(her, his, lines, bob, alice):
    agreement.mark_line(alice, lines[0].pk, "talk", "What about nights?", seen=1)
    agreement.edit_clause(bob, lines[0].pk, agreement.LineWords("We don’t write to Sam."), seen=1)
    answer = her.presses("mark", line=lines[0].pk, seen=2, says="fits")
    assert answer["HX-Redirect"] == f"/agreement/clauses/{lines[0].pk}/mark/?back={URL}"
    his.presses("mark", line=lines[0].pk, seen=2, says="fits")
    assert not his.says("What about nights?")


def test_a_note_about_these_words_stays_when_the_answer_changes(her, his, lines, alice):
    agreement.mark_line(alice, lines[0].pk, "talk", "What about nights?", seen=1)
    her.presses("mark", **at(lines[0], says="fits"))
    his.presses("mark", **at(lines[0], says="fits"))
    assert his.says("What about nights?")


def test_an_answer_to_words_that_changed_is_not_given(her, his, lines, bob):
    agreement.edit_clause(bob, lines[0].pk, agreement.LineWords("We don’t write to Sam."), seen=1)
    answer = her.presses("mark", **at(lines[0], says="fits"))
    assert answer.status_code == 200
    assert her.says("The words changed while you were reading")
    assert her.says("What’s changed")


def test_both_change_the_same_line_and_nothing_is_lost(her, his, lines):
    url = f"/agreement/clauses/{lines[0].pk}/?back={URL}"
    assert his.client.post(url, {"text": "His words.", "seen": 1}).url == URL
    answer = her.client.post(url, {"text": "Her words.", "seen": 1})
    assert answer.status_code == 409
    assert "His words." in answer.text
    assert "Her words." in answer.text
    assert her.client.post(url, {"text": "Her words.", "seen": 2}).url == URL


@pytest.mark.parametrize("to", ["5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11", "nonsense", "1" * 41])
def test_to_a_line_that_is_none_nobody_is_moved(her, lines, to):
    answer = her.client.post(f"{URL}place/", {"seen": lines[0].pk, "to": to})
    assert answer.status_code == 404
    assert Sitting.unscoped.get().place == str(lines[0].pk)


def test_where_theirs_is_gone_for_good_they_are_at_the_first(her, his, lines, alice):
    her.presses("place", seen=lines[0].pk, to=lines[1].pk)
    her.presses("line/removal", **at(lines[1]))
    with later(days=4):
        agreement.forget_old_removals()
        his.opens()
        assert his.says("Line 1 of 2")
        his.presses("place", seen=lines[0].pk, to=lines[2].pk)
        assert his.says("Line 1 of 2"), "what the page showed is not where the sitting was"


def test_straight_after_signing_it_is_shown_and_can_be_begun_anew(as_alice, alice, bob, sitting):
    agreement.offer(alice)
    for person in (alice, bob):
        sign(person)
    assert "In force from today" in as_alice.get(URL).text
    begin = f"{URL}?begin"
    assert f'href="{begin}"' in as_alice.get("/agreement/").text
    assert "In force from today" not in as_alice.get(begin).text
    assert as_alice.post(begin).url == URL
    assert "Line 1 of 3" in as_alice.get(URL).text


def test_an_open_one_is_shown_wherever_one_comes_from(as_alice, sitting):
    assert "Line 1 of 3" in as_alice.get(f"{URL}?begin").text


def test_words_that_do_not_open_are_told_by_the_whole_page(her, his, lines, bob):
    """A part of a page has no room for that: the screen opens its page anew."""
    actions.move(bob, seen=str(lines[0].pk), to=str(lines[1].pk))
    flip(Clause)
    answers = [her.client.get(her.state_url, headers={"HX-Request": "true"}), his.presses("place", seen="", to="")]
    assert [answer.headers.get("HX-Refresh") for answer in answers] == ["true", "true"]
    assert [answer.content for answer in answers] == [b"", b""]
    assert her.client.get(URL).status_code == 503


def test_there_is_one_note_of_care_a_page(her, his, lines):
    found = [her.shows.count('class="care"')]
    his.presses("place", seen=lines[0].pk, to="")
    found.append(her.opens().count('class="care"'))
    his.presses("break")
    found.append(her.opens().count('class="care"'))
    assert found == [1, 1, 1]


def test_a_line_that_can_control_somebody_has_the_note_of_care(couple, alice, as_alice):
    agreement.add_clause(alice, agreement.LineWords("I can read your phone at any time."))
    actions.begin(alice)
    page = as_alice.get(URL).text
    assert ("Rules about this can be used to control someone." in page, page.count('class="care"')) == (True, 1)
