"""The first quarter of an hour, left at every page and gone on with in another browser: nothing is lost on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

import couples.actions as couples
from people.models import Person
from tests.browser.conftest import DESK, PHONE, Meet
from tests.browser.visitor import Visitor

HOPE = "What I hope for, three months from now"
GIVE = "One thing I can manage for us this week"
HARD = "What’s hard about this for me"
ON_A_PHONE = pytest.mark.parametrize(("scripts", "screen"), [(True, PHONE)], ids=["scripts"])
AT_A_DESK_WITHOUT_SCRIPTS = pytest.mark.parametrize(("scripts", "screen"), [(False, DESK)], ids=["no-scripts"])


@pytest.fixture
def elsewhere(visitor: Meet, scripts: bool, screen: dict[str, int]) -> Callable[[Person], Visitor]:
    """The same person before another browser, on Today."""

    def meet(person: Person) -> Visitor:
        who = visitor(person.name, person=person, screen=screen, java_script_enabled=scripts)
        who.opens("/today/")
        return who

    return meet


def types(who: Visitor, label: str, words: str) -> None:
    """With scripts it is enough to have typed; without, what was typed goes with a button."""
    if who.javascript:
        who.page.get_by_label(label, exact=True).press_sequentially(words)
        expect(who.page.locator("[data-kept]")).to_have_text("Saved")
    else:
        who.writes(label, words)
        who.presses("Later")
        expect(who.page.get_by_role("heading", level=1)).to_contain_text(who.name)


def finds(who: Visitor, place: str, label: str, words: str) -> None:
    who.sees(place)
    expect(who.page.get_by_label(label, exact=True)).to_have_value(words)


def writes_and_seals(person: Person, elsewhere: Callable[[Person], Visitor]) -> None:
    who = elsewhere(person)
    who.opens("/plan/3/")
    types(who, HOPE, "That we laugh again")

    who = elsewhere(person)
    who.sees("You began this")
    who.presses("Continue")
    finds(who, "1 of 3", HOPE, "That we laugh again")
    who.presses("Continue")
    who.sees("2 of 3")
    types(who, GIVE, "Ten minutes on Sunday")

    who = elsewhere(person)
    who.presses("Continue")
    finds(who, "2 of 3", GIVE, "Ten minutes on Sunday")
    who.presses("Back")
    finds(who, "1 of 3", HOPE, "That we laugh again")
    who.opens("/plan/3/?question=3")
    types(who, HARD, "The phone")

    who = elsewhere(person)
    who.presses("Continue")
    finds(who, "3 of 3", HARD, "The phone")
    who.presses("Read it over")
    who.sees("That we laugh again", "Ten minutes on Sunday", "The phone")

    who = elsewhere(person)
    who.opens("/plan/3/seal/")
    who.presses("Seal")
    who.reads("Saved and sealed")

    who = elsewhere(person)
    who.sees_nothing_of("You began this")
    who.opens("/plan/3/")
    who.reads("Saved and sealed")


@ON_A_PHONE
def test_whoever_invites(elsewhere: Callable[[Person], Visitor], alice: Person) -> None:
    who = elsewhere(alice)
    who.presses("Ask your partner to join")
    who.presses("Make the link")
    link = who.page.get_by_label("Your link").input_value()

    who = elsewhere(alice)
    who.opens("/invitation/")
    assert who.page.get_by_label("Your link").input_value() == link
    writes_and_seals(alice, elsewhere)


@AT_A_DESK_WITHOUT_SCRIPTS
def test_the_one_invited(elsewhere: Callable[[Person], Visitor], alice: Person, bob: Person) -> None:
    link = f"/join/{couples.invite(alice).body['token']}/"
    who = elsewhere(bob)
    who.opens(link)
    who.reads(f"{alice.name} has invited you to try something together")

    who = elsewhere(bob)
    who.opens(link)
    who.presses("Join")
    who.reads(f"Share a space with {alice.name}?")

    who = elsewhere(bob)
    who.opens(f"{link}yes/")
    who.presses("Join")
    who.sees("You’ve both joined")

    who = elsewhere(bob)
    who.sees("You’ve both joined")
    writes_and_seals(bob, elsewhere)
