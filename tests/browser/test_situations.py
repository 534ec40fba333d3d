"""Two in two browsers rate situations apart and see where their lines are: one topic opens the same evening, the next
seven days later; a guess that was wrong and one that was right; a situation of their own; and a line that follows."""

import re
from datetime import timedelta

import pytest

from agreement.situations.deck import topic
from people.models import Person
from tests.browser.conftest import DESK, EVENING, Clock, Meet
from tests.browser.signing_in import signs_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.usefixtures("it_is")


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def two(
    request: pytest.FixtureRequest, visitor: Meet, alice: Person, bob: Person, couple: object
) -> tuple[Visitor, ...]:
    options = {"java_script_enabled": request.param}
    return visitor("Alice", person=alice, **options), visitor("Bob", person=bob, screen=DESK, **options)


def test_two_topics_and_a_line(two: tuple[Visitor, ...], house_clock: Clock) -> None:
    alice, bob = two
    alice.opens("/agreement/")
    alice.opens("/plan/")
    alice.presses("Situations")
    alice.reads("Situations")
    rates(alice, 1, "Fine with me", "It depends", "Not OK", "Fine with me", note="a canary of Alice")
    guesses(alice, {"The shoebox": "Not OK", "Happy birthday from an ex": "Fine with me"})
    adds_a_situation(alice)
    bob.opens("/today/")
    bob.sees_nothing_of("a canary", "The spare key")
    rates(bob, 1, "Fine with me", "Fine with me", "Fine with me", "It depends", note="a canary of Bob")
    for who in two:
        opens(who, 1)
    alice.sees("You thought you differed, and you don’t", "The spare key")
    bob.sees("The spare key")
    bob.sees_nothing_of("You thought you differed, and you don’t")
    begins_a_line(alice)

    rates(alice, 2, "It depends", "It depends", "Fine with me", "Not OK")
    house_clock.set(EVENING + timedelta(days=7))
    rates(bob, 2, "Not OK", "It depends", "Fine with me", "Fine with me")
    opens(bob, 2)
    bob.sees("Where you differ", "The ones on the screen")
    bob.opens("/agreement/cards/map/")
    bob.reads("Your map")
    bob.sees("Exes", "Social media")
    bob.sees_nothing_of("a canary")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_phone_for_two(visitor: Meet, alice: Person, bob: Person, couple: object, scripts: bool) -> None:
    """One rates, switches person, the other rates, and the topic opens to each on the same screen."""
    phone = visitor("Phone", person=alice, java_script_enabled=scripts)
    rates(phone, 1, "Fine with me", "Not OK", note="a canary of Alice")
    switches(phone, bob)
    for path in ("/today/", "/agreement/cards/", "/agreement/cards/1-1/", "/agreement/cards/map/"):
        phone.opens(path)
        phone.sees_nothing_of("a canary")
    rates(phone, 1, "Fine with me", "It depends", note="a canary of Bob")
    opens(phone, 1)
    phone.sees("Where you’re close", "Happy birthday from an ex", "Where you agree", "The shoebox")
    switches(phone, alice)
    opens(phone, 1)
    card = phone.page.locator("section.leaf", has_text="Happy birthday from an ex")
    card.locator("summary").click()
    phone.sees("a canary of Bob")


def switches(phone: Visitor, to: Person) -> None:
    phone.opens("/more/")
    phone.presses("Switch person")
    phone.reads("Sign in")
    phone.sees_nothing_of("a canary")
    signs_in(phone, to)


def rates(who: Visitor, number: int, *ratings: str, note: str = "") -> None:
    """The cards of that topic, one a screen; those without a rating are left out. Then it is sealed."""
    cards = topic(number).cards
    who.opens("/agreement/cards/")
    who.page.get_by_role("listitem").get_by_role("link", name=re.compile(topic(number).title)).click()
    for place, (card, rating) in enumerate(zip(cards, [*ratings, *[""] * len(cards)], strict=False), start=1):
        who.sees(card.title, card.text)
        if rating:
            who.ticks(rating)
        if rating and note:
            who.writes("A note", note)
        if place == 1:
            who.judges(once=False)
        who.presses("Continue" if place < len(cards) else "Read it over")
    who.reads("Read it over")
    who.presses("Seal")


def guesses(who: Visitor, guessed: dict[str, str]) -> None:
    who.presses("Guess what your partner said")
    who.reads("What do you think Bob said?")
    for card, rating in guessed.items():
        who.field(card).select_option(label=rating)
    who.presses("Save")
    who.reads("Saved and sealed")


def adds_a_situation(who: Visitor) -> None:
    who.presses("Add a situation of your own")
    who.reads("Add a situation of your own")
    who.writes("Title", "The spare key")
    who.writes("What happens", "One of us has given a friend the spare key. It was for the plants, two summers ago.")
    who.presses("Save")
    who.sees("The spare key")


def opens(who: Visitor, number: int) -> None:
    who.opens("/today/")
    who.sees("Your answers are ready to open")
    who.presses("See it")
    who.presses("Open")
    who.reads(topic(number).title)


def begins_a_line(who: Visitor) -> None:
    card = who.page.locator("section.leaf", has_text="An ex’s page")
    card.locator("summary").click()
    who.sees("a canary of Bob")
    who.presses("Talk about it", within=card)
    who.presses("Write a line", within=who.page.locator("section.leaf", has_text="An ex’s page"))
    words = who.field("Your line").input_value()
    assert words.startswith("“An ex’s page”: if it comes up, I …")
    assert words.count("a canary of") == 2
    who.writes("Your line", "I look at no ex’s page, and if one writes, I tell you the same day.")
    who.presses("Save line")
    who.sees("if one writes, I tell you the same day")
    who.opens("/talk-list/")
    who.sees("An ex’s page")
