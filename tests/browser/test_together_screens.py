"""One screen of a sitting by keyboard, and what stays as it was while the other does something."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

import clock
from agreement import actions as agreement
from agreement.models import Clause
from couples.models import Couple
from people.actions import choose_veil
from people.models import Person
from reviews import actions
from tests.browser.conftest import Clock, Meet
from tests.browser.reviewing import LINES, REVIEW, are_at, begun, here, moves, show, words_become
from tests.browser.test_keyboard import enters, tabs_to
from tests.browser.visitor import Visitor

# What a reader can stop at without a name of its own: a poll would take them from there to the heading.
NAMELESS = """() => [...document.querySelectorAll("#live :is(a[href], button, summary)")]
  .filter((place) => !place.id && !place.closest(".care, form[hidden]"))
  .map((place) => place.outerHTML)"""


@pytest.fixture
def lines(alice: Person, bob: Person, couple: Couple, house_clock: Clock) -> list[Clause]:
    return begun(alice, bob, house_clock)


@pytest.fixture
def her(visitor: Meet, alice: Person, lines: list[Clause]) -> Visitor:
    who = visitor("Alice", person=alice)
    who.opens(REVIEW)
    are_at("Line 1 of 4", who)
    return who


def polls(who: Visitor, times: int = 1) -> None:
    """Waits for so many answers that come without a press."""
    for _ in range(times):
        with who.page.expect_response("**/review/state/**") as found:
            pass
        found.value.finished()


# -- By keyboard


def test_through_the_lines_by_keyboard(her: Visitor, bob: Person, house_clock: Clock) -> None:
    """After what goes on, reading begins at the heading, which is in view; so it does where a button has gone."""
    enters(her, "It fits")
    show("You: It fits", her)
    expect(here(her)).to_be_focused()
    enters(her, "Put it on our talk list")
    show("It’s on your talk list.", her)
    expect(here(her)).to_be_focused()
    for number in (2, 3, 4):
        enters(her, "Next line")
        are_at(f"Line {number} of 4", her)
        expect(here(her)).to_be_focused()
        expect(here(her)).to_be_in_viewport()
    enters(her, "Take a break")
    show("A break until", her)
    expect(here(her)).to_be_focused()
    enters(her, "Start counting")
    expect(her.page.locator("[data-breath]")).to_be_focused()
    house_clock.set(clock.now() + timedelta(minutes=20))
    are_at("Line 4 of 4", her)
    enters(her, "To the end")
    are_at("You’ve come to the end", her)
    expect(here(her)).to_be_focused()
    enters(her, "Make ready to sign")
    are_at("Ready to sign", her)
    tabs_to(her, "Read and sign")


def test_a_change_takes_nobody_away_from_where_they_are(
    her: Visitor, alice: Person, bob: Person, lines: list[Clause]
) -> None:
    """What has a name keeps the focus; below the lines nothing is touched; what is gone gives it to the heading."""
    actions.write_note(alice, lines[0].pk, "Ask about the nights.")
    words_become(bob, lines[0], "I tell you if an ex writes.")
    show("What’s changed", her)
    her.unfolds("Only you")
    assert her.page.evaluate(NAMELESS) == []
    names = her.page.evaluate("[...document.querySelectorAll('#live :is(a, button, summary)')].map(({ id }) => id)")
    kept = [name for name in names if name]
    assert {"fits", "talk", "answer", "changed", "change-words", "let-go", "to-list", "to-note", "next"} <= set(kept)
    for number, name in enumerate(kept):
        her.page.locator(f"#{name}").focus()
        text = f"I tell you {number} times."
        words_become(bob, lines[0], text)
        show(text, her)
        expect(her.page.locator(f"#{name}")).to_be_focused()
    below = her.page.locator("summary", has_text="How a review works")
    below.focus()
    moves(bob, lines, 0, 1)
    are_at("Line 2 of 4", her)
    expect(below).to_be_focused()
    her.page.locator("#let-go").focus()
    actions.let_go(bob, lines[1].pk, seen=lines[1].revision)
    show("Deleted from the draft.", her)
    expect(here(her)).to_be_focused()


def test_at_the_end_too_every_stop_has_a_name(her: Visitor, alice: Person, bob: Person, lines: list[Clause]) -> None:
    for person in (alice, bob):
        actions.mark(person, lines[2].pk, "talk", seen=lines[2].revision)
    moves(bob, lines, 0, None)
    are_at("You’ve come to the end", her)
    assert her.page.evaluate(NAMELESS) == []
    back = her.page.get_by_role("button", name="Go back to it")
    back.focus()
    words_become(bob, lines[0], "I tell you.")
    show("I tell you.", her)
    expect(back).to_be_focused()
    actions.make_ready(bob)
    are_at("Ready to sign", her)
    assert her.page.evaluate(NAMELESS) == []


def test_what_was_unfolded_stays_unfolded(her: Visitor, alice: Person, bob: Person, lines: list[Clause]) -> None:
    actions.write_note(alice, lines[0].pk, "Ask about the nights.")
    her.opens(REVIEW)
    for summary in ("Only you", "How a review works"):
        her.unfolds(summary)
    words_become(bob, lines[0], "I tell you.")
    show("What’s changed", her)
    her.sees("Ask about the nights.", "You’re both on the same line.")
    moves(bob, lines, 0, None)
    are_at("You’ve come to the end", her)
    her.unfolds("3 lines stay as they are")
    actions.put_on_talk_list(bob, lines[0].pk)
    polls(her, 2)
    expect(her.page.locator("#kept .words", has_text=LINES[2])).to_be_visible()


def test_private_words_that_came_later_are_veiled_too(
    visitor: Meet, alice: Person, bob: Person, lines: list[Clause]
) -> None:
    """A note beside her own answer, which nobody else has seen, folds up again after a minute in which nothing is
    done, wherever both have gone in between."""
    choose_veil(alice, True)
    agreement.mark_line(alice, lines[1].pk, "talk", "Rehearsals", seen=lines[1].revision)
    her = visitor("Alice", person=alice)
    her.page.clock.install()
    her.opens(REVIEW)
    moves(bob, lines, 0, 1)
    are_at("Line 2 of 4", her)
    her.unfolds("Tap to read")
    her.sees("Rehearsals")
    her.page.clock.run_for(61_000)
    expect(her.page.get_by_text("Rehearsals")).to_be_hidden()
