"""When a screen of a sitting asks whether there is anything new, the minutes of a break, and where its session ends."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

import clock
from agreement import actions as agreement
from agreement.models import SITTING, Clause
from couples.models import Couple
from people.models import Person
from reviews import actions
from tests.browser.conftest import Clock, Meet
from tests.browser.looking import sign
from tests.browser.reviewing import LINES, are_at, begun, here, live, moves, show, told, words_become
from tests.browser.still import QUICK, Screen
from tests.cast import client_of
from together import actions as together

SLOW, SLOWEST = 2_500, 6_000
# Each sentence that the place for them was given, in order.
LISTENS = """() => {
  window.sentences = [];
  const place = document.querySelector("[data-live-say]");
  new MutationObserver(() => window.sentences.push(place.textContent)).observe(place, { childList: true });
}"""


@pytest.fixture
def lines(alice: Person, bob: Person, couple: Couple, house_clock: Clock) -> list[Clause]:
    return begun(alice, bob, house_clock)


@pytest.fixture
def her(visitor: Meet, alice: Person, lines: list[Clause]) -> Screen:
    return Screen(visitor("Alice", person=alice))


# -- How often


def test_it_asks_less_often_when_nothing_happens(her: Screen, bob: Person, lines: list[Clause]) -> None:
    her.asks_after(QUICK)
    her.asks_after(QUICK)
    her.page.clock.fast_forward("03:00")
    her.has_heard(3)
    her.asks_after(SLOW)
    her.page.clock.fast_forward("15:00")
    her.has_heard(5)
    her.asks_after(SLOWEST)
    moves(bob, lines, 0, 1)
    her.asks_after(SLOWEST)
    are_at("Line 2 of 4", her.who)
    her.asks_after(QUICK)


def test_whoever_does_something_is_told_at_once(her: Screen) -> None:
    her.page.clock.fast_forward("20:00")
    her.has_heard(1)
    her.page.keyboard.press("ArrowDown")
    her.has_heard(2)
    her.asks_after(QUICK)


def test_a_hidden_tab_asks_nothing_and_one_that_comes_back_asks_at_once(
    her: Screen, bob: Person, lines: list[Clause]
) -> None:
    her.looks(away=True)
    her.asks_nothing_for(60_000)
    moves(bob, lines, 0, 1)
    her.looks(away=False)
    her.has_heard(1)
    are_at("Line 2 of 4", her.who)
    her.asks_after(QUICK)


def test_after_it_is_over_nothing_is_asked(her: Screen, bob: Person) -> None:
    """Neither by time, nor by coming back, nor by a key."""
    actions.stop(bob)
    her.asks_after(QUICK)
    are_at("This review has ended", her.who)
    expect(her.page.get_by_text("Sharing one phone?", exact=True)).to_be_hidden()
    her.looks(away=True)
    her.looks(away=False)
    her.page.keyboard.press("ArrowDown")
    her.asks_nothing_for(60_000)
    her.is_judged()


def test_one_that_was_begun_anew_is_shown_from_its_beginning(
    her: Screen, alice: Person, bob: Person, lines: list[Clause]
) -> None:
    """It is no older than what stands there."""
    for before, after in ((0, 1), (1, 2), (2, 3)):
        moves(bob, lines, before, after)
    her.asks_after(QUICK)
    are_at("Line 4 of 4", her.who)
    actions.stop(bob)
    actions.begin(bob)
    her.asks_after(QUICK)
    are_at("Line 1 of 4", her.who)


# -- A break


def test_the_minutes_of_a_break_and_of_breathing_go_by(
    her: Screen, bob: Person, lines: list[Clause], house_clock: Clock
) -> None:
    together.take_break(bob, SITTING)
    her.asks_after(QUICK)
    left = live(her.who).locator("[data-left]")
    expect(left).to_have_text("20 minutes left")
    breath = live(her.who).locator("[data-breath]")
    her.who.presses("Start counting")
    for _ in range(6):
        expect(breath).to_have_text("In")
        her.passes(4_000)
        expect(breath).to_have_text("Out")
        her.passes(6_000)
    expect(breath).to_have_text("That was a minute.")
    expect(live(her.who).get_by_role("button", name="Start counting")).to_be_focused()
    expect(left).to_have_text("19 minutes left")
    her.page.clock.fast_forward("18:30")
    her.has_heard(her.sent)
    expect(left).to_have_text("One minute left")
    house_clock.set(clock.now() + timedelta(minutes=20))
    her.page.clock.fast_forward("01:00")
    are_at("Line 1 of 4", her.who)
    her.passes(50)
    expect(told(her.who)).to_have_text("The break is over.")


# -- For who listens


def test_a_change_is_said_once_and_a_poll_that_brings_nothing_says_nothing(
    her: Screen, bob: Person, lines: list[Clause]
) -> None:
    her.page.evaluate(LISTENS)
    her.asks_after(QUICK)
    actions.mark(bob, lines[0].pk, "fits", seen=lines[0].revision)
    her.asks_after(QUICK)
    her.passes(50)
    assert her.page.evaluate("window.sentences") == []
    words_become(bob, lines[0], "I tell you.")
    her.is_told("The words changed.")
    her.asks_after(QUICK)
    her.passes(50)
    assert her.page.evaluate("window.sentences") == ["The words changed."]
    # What is new stands on the page; the sentence does not stay in the way.
    her.passes(12_000)
    expect(told(her.who)).to_have_text("")


def test_every_change_is_said_in_words(
    her: Screen, alice: Person, bob: Person, lines: list[Clause], house_clock: Clock
) -> None:
    for person in (alice, bob):
        actions.mark(person, lines[0].pk, "fits", seen=lines[0].revision)
    her.is_told("You can now see each other’s answers.")
    moves(bob, lines, 0, 1)
    her.is_told("You’re both on another line. Line 2 of 4")
    actions.put_on_talk_list(bob, lines[1].pk)
    her.is_told("Your talk list changed.")
    agreement.set_aside(bob)
    her.is_told("The agreement is set aside.")
    show("Bob set this aside on", her.who)
    agreement.lift(bob)
    her.is_told("The agreement is back in force.")
    together.take_break(bob, SITTING)
    her.is_told("You’re both on a break.")
    house_clock.set(clock.now() + timedelta(minutes=20))
    her.is_told("The break is over.")
    words_become(bob, lines[1], "Sunday is ours.")
    moves(bob, lines, 1, 2)
    her.is_told("This page changed. Line 3 of 4")
    actions.make_ready(bob)
    her.is_told("It’s ready to sign.")
    version = Clause.unscoped.get(pk=lines[0].pk).version
    for person in (alice, bob):
        sign(person, version)
    her.is_told("This review has ended. In force from today")
    her.is_judged()


def test_what_one_does_oneself_is_not_said(her: Screen, bob: Person, lines: list[Clause]) -> None:
    """And it takes away what was said before, which is about another line by now."""
    moves(bob, lines, 0, 1)
    her.is_told("You’re both on another line. Line 2 of 4")
    for _ in range(2):
        her.asks_after(QUICK)
    her.page.evaluate(LISTENS)
    her.who.presses("Next line")
    are_at("Line 3 of 4", her.who)
    her.has_heard(4)
    her.asks_after(QUICK)
    her.passes(50)
    assert her.page.evaluate("window.sentences") == [""]


def test_a_press_meant_for_what_stood_here_before_is_not_sent(her: Screen, bob: Person, lines: list[Clause]) -> None:
    moves(bob, lines, 0, 1)
    her.asks_after(QUICK)
    her.who.presses("It fits")
    her.passes(50)
    expect(told(her.who)).to_have_text("Check the page, then press again. Your last press wasn’t sent.")
    assert her.sent == 1
    for _ in range(2):
        her.asks_after(QUICK)
    her.who.presses("It fits")
    show("You: It fits", her.who)


# -- A session that has ended


@pytest.mark.parametrize("by", ["signing out elsewhere", "itself"])
def test_where_the_session_has_ended_the_whole_page_goes(
    visitor: Meet, alice: Person, lines: list[Clause], house_clock: Clock, settings: Settings, by: str
) -> None:
    settings.TWOFOLD_IDLE_SECONDS_IN_SITTING = 90 * 60
    client = client_of(alice)
    her = Screen(visitor("Alice", client=client))
    her.asks_after(QUICK)
    if by == "itself":
        house_clock.set(clock.now() + timedelta(minutes=92))
    else:
        client.logout()
    her.passes(QUICK)
    expect(her.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(her.page).to_have_url(re.compile("/account/login/"))
    expect(here(her.who)).to_have_count(0)
    her.who.sees_nothing_of(*LINES[:4])
    if by == "itself":
        her.who.forgives("status of 403")
