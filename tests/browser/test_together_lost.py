"""What a screen of a sitting does where an answer is late, is lost, or comes while another one is on its way."""

import pytest
from playwright.sync_api import expect

from agreement.models import Clause
from couples.models import Couple
from people.models import Person
from tests.browser.conftest import Clock, Meet
from tests.browser.reviewing import LINES, are_at, begun, moves, show, told, words_become
from tests.browser.still import QUICK, STATE, Screen

MARK, SUBJECT = "**/review/mark/", "**/review/subject/"


@pytest.fixture
def lines(alice: Person, bob: Person, couple: Couple, house_clock: Clock) -> list[Clause]:
    return begun(alice, bob, house_clock)


@pytest.fixture
def her(visitor: Meet, alice: Person, lines: list[Clause]) -> Screen:
    return Screen(visitor("Alice", person=alice))


def test_a_press_while_it_is_being_asked_stops_nothing(her: Screen, bob: Person, lines: list[Clause]) -> None:
    held = her.holds(STATE)
    her.passes(QUICK)
    her.has_sent(1)
    her.who.presses("It fits")
    show("You: It fits", her.who)
    her.lets_through(held, STATE)
    her.has_heard(2)
    moves(bob, lines, 0, 1)
    her.asks_after(QUICK)
    are_at("Line 2 of 4", her.who)


def test_what_comes_while_a_press_is_on_its_way_does_not_take_its_answer(
    her: Screen, bob: Person, lines: list[Clause]
) -> None:
    """A lone answer is in no poll: it would stand nowhere on her screen."""
    asked, pressed = her.holds(STATE), her.holds(MARK)
    her.passes(QUICK)
    her.who.presses("It fits")
    her.has_sent(2)
    words_become(bob, lines[1], "Sunday is ours.")
    her.lets_through(asked, STATE)
    her.has_heard(1, sent=2)
    her.asks_nothing_for(60_000)
    her.lets_through(pressed, MARK)
    show("You: It fits", her.who)
    her.has_heard(2)
    her.asks_after(QUICK)


def test_of_two_presses_at_once_both_are_shown(her: Screen) -> None:
    listed, marked = her.holds(SUBJECT), her.holds(MARK)
    her.who.presses("Put it on our talk list")
    her.who.presses("It fits")
    her.has_sent(2)
    her.lets_through(listed, SUBJECT)
    show("It’s on your talk list.", her.who)
    her.lets_through(marked, MARK)
    show("You: It fits", her.who)
    her.has_heard(3)


def test_a_press_on_words_that_have_changed_is_told_and_keeps_the_place(
    her: Screen, bob: Person, lines: list[Clause]
) -> None:
    words_become(bob, lines[0], "I tell you.")
    her.page.locator("#fits").focus()
    her.page.keyboard.press("Enter")
    show("The words changed while you were reading", her.who)
    show("What’s changed", her.who)
    expect(her.page.locator("#fits")).to_be_focused()
    her.page.keyboard.press("Enter")
    show("You: It fits", her.who)
    her.is_judged()


def test_what_happened_while_it_was_away_is_shown_and_said(her: Screen, bob: Person, lines: list[Clause]) -> None:
    her.page.route(STATE, lambda route: route.abort())
    her.asks_after(QUICK)
    her.asks_after(2_000)
    words_become(bob, lines[0], "I tell you.")
    moves(bob, lines, 0, 1)
    her.page.unroute(STATE)
    her.page.evaluate("window.dispatchEvent(new Event('online'))")
    her.has_heard(3)
    are_at("Line 2 of 4", her.who)
    her.passes(50)
    expect(told(her.who)).to_have_text("This page changed. Line 2 of 4")
    her.who.forgives("net::ERR_FAILED")
    her.who.forgives("error: htmx:")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_that_is_away_for_a_moment_takes_no_page_away(her: Screen, status: int) -> None:
    her.page.route(STATE, lambda route: route.fulfill(status=status, body="<h1>Bad gateway</h1>"))
    her.asks_after(QUICK)
    expect(told(her.who)).to_have_text("")
    her.asks_after(2_000)
    her.passes(50)
    expect(told(her.who)).to_have_text("No connection. The page updates when you’re back online.")
    her.page.unroute(STATE)
    her.asks_after(4_000)
    expect(told(her.who)).to_have_text("")
    show(LINES[0], her.who)
    her.asks_after(QUICK)
    her.who.forgives(f"status of {status}")
    her.who.forgives(f"Response Status Error Code {status}")


def test_a_press_that_is_lost_says_so_and_is_not_taken_for_one_that_will_still_go(her: Screen) -> None:
    her.page.route("**/review/**", lambda route: route.abort())
    her.who.presses("It fits")
    her.has_heard(1)
    unsent = "Try again when you’re online. That wasn’t sent."
    her.passes(50)
    expect(told(her.who)).to_have_text(unsent)
    her.asks_after(2_000)
    her.asks_after(4_000)
    expect(told(her.who)).to_have_text(unsent)
    her.page.unroute("**/review/**")
    her.who.presses("It fits")
    show("You: It fits", her.who)
    expect(told(her.who)).to_have_text("")
    her.who.forgives("net::ERR_FAILED")
    her.who.forgives("error: htmx:")
