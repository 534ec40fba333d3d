"""Two people before a text in force, and what they do as they go through it: each on a screen, or both on one phone."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

import clock
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Clause, Version
from couples.us import us_of
from people.models import Person
from reviews import actions
from reviews.reading import lines_to_note
from tests.browser.conftest import Clock
from tests.browser.looking import sign
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

REVIEW = "/review/"
LINES = (
    "I tell you the same evening if an ex writes.",
    "Sunday from ten to twelve is ours.",
    "Neither of us reads over the other’s shoulder.",
    "I say so if I’m late, before I’m late.",
    "We don’t go through each other’s phones.",
    "Photos of us two go online when we’ve both said yes.",
    "I don’t write to K. until we’ve talked.",
    "On work trips we call each other before ten.",
    "Who cooks doesn’t wash up.",
    "Old letters stay in the blue box.",
    "We go to bed on the same evening at least twice a week.",
    "If I need an hour alone, I say for how long.",
)


def in_force(alice: Person, bob: Person, lines: int) -> Version:
    """A text in force of the first so many lines, written in turn."""
    for number, text in enumerate(LINES[:lines]):
        agreement.add_clause(bob if number % 2 else alice, LineWords(text))
    version = agreement.offer(bob)
    sign(alice, version)
    return sign(bob, version)


def in_force_for_a_month(alice: Person, bob: Person, house_clock: Clock, lines: int = 4) -> Version:
    """The same, and it is a month later."""
    version = in_force(alice, bob, lines)
    house_clock.set(clock.now() + timedelta(days=30))
    return version


def begun(alice: Person, bob: Person, house_clock: Clock) -> list[Clause]:
    """Four lines in force for a month, which the two have begun to go through: these, in the draft."""
    in_force_for_a_month(alice, bob, house_clock)
    actions.begin(alice)
    return lines_to_note(us_of(alice))


# -- What is to be seen


def here(who: Visitor) -> Locator:
    """The heading of what both are at."""
    return who.page.locator("#here")


def live(who: Visitor) -> Locator:
    """What both screens show."""
    return who.page.locator("#live")


def told(who: Visitor) -> Locator:
    """Where it is said what has become different."""
    return who.page.locator("[data-live-say]")


def are_at(heading: str, *screens: Visitor) -> None:
    for who in screens:
        expect(here(who)).to_have_text(heading)
        can_press(who)


def show(words: str, *screens: Visitor) -> None:
    for who in screens:
        expect(live(who)).to_contain_text(words)
        can_press(who)


def can_press(who: Visitor) -> None:
    """Where another line has come by itself, a press of the same moment was meant for the one before. Where the clock
    stands still (tests/browser/still.py), that is for the test to see to."""
    expect(who.page.locator("html:not([data-sent]) #live[data-moved]")).to_have_count(0)


# -- What somebody does


def begins(who: Visitor) -> None:
    who.opens("/agreement/")
    who.presses("Review together")
    who.reads("Review it together")
    who.presses("Begin")


def comes_to_it(who: Visitor) -> None:
    """Finds on Today that it is open."""
    who.opens("/today/")
    who.sees("A review of your agreement is open")
    who.presses("Open review")


def types_new_words(who: Visitor, text: str) -> None:
    """Opens the sheet of the line that both are at, and does not save yet."""
    who.presses("Change the words")
    who.reads("Change this line")
    who.writes("Your line", text)


def rewrites(who: Visitor, text: str) -> None:
    """Changes the words of the line that both are at, and is back there."""
    types_new_words(who, text)
    who.presses("Save")
    show("What’s changed", who)


def signs(who: Visitor, name: str) -> None:
    """With one's own proof, on the page of the text."""
    who.presses("Read and sign")
    who.reads("Read and sign")
    who.sees("Words to compare aloud, if you’d like to check:")
    who.ticks("I’ve read these words and I’m signing them.")
    who.writes("Your name", name)
    who.writes("Your password", PASSWORD)
    who.presses("Sign")


# -- What somebody does elsewhere


def moves(person: Person, lines: list[Clause], before: int, after: int | None) -> None:
    """Both, from the line of that place to another, or to the end."""
    to = actions.END if after is None else str(lines[after].pk)
    actions.move(person, seen=str(lines[before].pk), to=to)


def words_become(person: Person, line: Clause, text: str) -> None:
    """Of that line, whatever they were."""
    seen = Clause.unscoped.get(pk=line.pk).revision
    agreement.edit_clause(person, line.pk, LineWords(text), seen=seen)


# -- A connection


def loses_the_connection(who: Visitor) -> None:
    who.context.set_offline(True)


def gets_it_back(who: Visitor) -> None:
    who.context.set_offline(False)


def forgets_lost_requests(who: Visitor) -> None:
    """Of each request that was lost, Chromium's console has had a word to say, and htmx too."""
    lost = ("net::ERR_INTERNET_DISCONNECTED", "error: htmx:")
    assert any(lost[0] in trouble for trouble in who.troubles)
    who.troubles[:] = [trouble for trouble in who.troubles if not any(word in trouble for word in lost)]
