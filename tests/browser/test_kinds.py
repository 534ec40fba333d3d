"""Two browsers do one piece of each kind that two people share, with scripts and without."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from couples.models import Couple
from people.models import Person
from recovery.kinds.decide import outcomes_of
from recovery.plan import catalogue
from tests.browser.conftest import DESK, EVENING, PHONE, Meet
from tests.browser.looking import from_all_sides, is_asked_nothing
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.usefixtures("it_is")
It = Callable[[datetime], None]
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
CONTACT, CUP, DECISION, MESSAGE, PAD = "/plan/13/", "/plan/30/", "/plan/41/", "/plan/47/", "/library/45/"


@pytest.fixture
def two(visitor: Meet, alice: Person, bob: Person, couple: Couple, scripts: bool) -> tuple[Visitor, Visitor]:
    hers = visitor("Alice", person=alice, screen=PHONE, java_script_enabled=scripts)
    his = visitor("Bob", person=bob, screen=DESK, java_script_enabled=scripts)
    for who in (hers, his):
        is_asked_nothing(who)
    return hers, his


def goes_through(who: Visitor, last: str) -> None:
    """From the screen that is there to the page after the last one, leaving the other questions empty."""
    while who.page.get_by_role("button", name="Continue", exact=True).count():
        number = int(who.page.locator('input[name="question"]').input_value())
        who.presses("Continue")
        expect(who.page.locator('input[name="question"]')).to_have_value(str(number + 1))
    who.presses(last)


def prompt(activity_id: str, place: int = 0) -> str:
    return catalogue.activity(activity_id).questions[place].prompt("both")


@WITH_AND_WITHOUT
def test_what_is_shared_is_read_by_the_other(two: tuple[Visitor, Visitor]) -> None:
    hers, his = two
    hers.opens(CONTACT)
    hers.reads("The contact itself")
    from_all_sides(hers)
    hers.page.locator("textarea").first.fill("We share an office until June.")
    goes_through(hers, "Read it over")
    hers.reads("Share this with Bob?")
    hers.sees("We share an office until June.")
    hers.presses("Share")
    hers.reads("The contact itself")
    hers.sees("From you")
    his.opens("/today/")
    his.sees("has been shared with you")
    his.presses("Read")
    his.reads("The contact itself")
    his.sees("From Alice", "We share an office until June.")
    from_all_sides(his)
    his.presses("Done for now")
    his.reads("Good evening, Bob")
    his.sees_nothing_of("has been shared with you")


@WITH_AND_WITHOUT
def test_a_message_is_shown_answered_and_gone(two: tuple[Visitor, Visitor]) -> None:
    hers, his = two
    hers.opens(MESSAGE)
    hers.writes(prompt("the-last-message"), "I am ending this. Please do not write again.")
    goes_through(hers, "Read it over")
    hers.presses("Share")
    hers.sees("From you")
    his.opens(f"{MESSAGE}shared/")
    his.sees("I am ending this.")
    his.presses("Answer")
    his.reads("What I say about the message")
    from_all_sides(his)
    his.ticks("One thing is missing")
    his.presses("Continue")
    his.writes("If something’s missing, what is it?", "That you will not answer.")
    his.presses("Read it over")
    his.presses("Share")
    his.sees("From you")
    hers.opens(MESSAGE)
    hers.sees("One thing is missing", "That you will not answer.")
    from_all_sides(hers)
    hers.presses("Delete it for us both")
    hers.reads("Delete this message here?")
    hers.presses("Delete it")
    his.opens("/today/")
    his.sees_nothing_of("I am ending this.", "has been shared with you")


@WITH_AND_WITHOUT
def test_a_cup_and_a_decision_open_in_the_morning(two: tuple[Visitor, Visitor], it_is: It) -> None:
    hers, his = two
    for who, number, sentence in ((hers, "3", "You sleep downstairs."), (his, "8", "I miss you.")):
        who.opens(CUP)
        who.reads("How full is your cup")
        who.page.locator(f'input[name="close"][value="{number}"]').check(force=True)
        who.writes("A sentence about feeling close", sentence)
        if who is hers:
            from_all_sides(who)
        goes_through(who, "Read it over")
        who.presses("Seal")
        who.reads("Saved and sealed")
    for who, option in ((hers, "part-well"), (his, "go-on")):
        who.opens(DECISION)
        who.page.locator(f'input[name="choice"][value="{option}"]').check(force=True)
        if who is hers:
            from_all_sides(who)
        goes_through(who, "Read it over")
        who.presses("Seal")
        who.reads("Saved and sealed")
    it_is(EVENING + timedelta(hours=16))
    for who in two:
        who.opens(f"{CUP}opening/")
        who.presses("Open")
        who.sees("You sleep downstairs.", "I miss you.")
        who.unfolds("Both numbers")
        who.opens(f"{DECISION}opening/")
        who.sees("Don’t open this at work, or late at night.")
        who.presses("Open")
        who.sees(outcomes_of(catalogue.activity("are-we-still-in"))[frozenset({"go-on", "part-well"})]["title"])
        from_all_sides(who)


@WITH_AND_WITHOUT
def test_a_pad_is_empty_when_one_comes_back(visitor: Meet, scripts: bool) -> None:
    who = visitor("Somebody", screen=PHONE, java_script_enabled=scripts)
    who.opens(PAD)
    who.writes("Write here", "what I would never send")
    from_all_sides(who)
    who.opens("/library/")
    who.page.go_back()
    expect(who.page.get_by_label("Write here")).to_have_value("")
