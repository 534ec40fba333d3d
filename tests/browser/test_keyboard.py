"""By keyboard only: signing in, writing and sealing a piece, signing the agreement. Focus is always to be seen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from sealed import actions as sealed
from tests.browser.conftest import DESK, PHONE, Meet
from tests.browser.looking import said
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const isDrawn = (place) => {
    const style = place && getComputedStyle(place);
    return style && parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  };
  const shown = isDrawn(element) || isDrawn(element.closest("label"));
  const at = (y) => document.elementFromPoint(box.left + box.width / 2, y)?.closest(".bar, .tabs");
  const bars = [3, 22, Math.min(box.height, 44) - 3].map((down) => at(box.top + Math.min(down, box.height - 3)));
  const covered = bars.some((bar) => bar && !bar.contains(element));
  const offScreen = box.top < 0 || Math.min(box.bottom, box.top + 44) > innerHeight;
  return {
    name: (element.labels?.[0] ?? element).textContent.trim().replace(/\\s+/g, " "),
    what: element.outerHTML.slice(0, 120),
    shown, offScreen, covered,
  };
}"""


MARK_THE_LAST = """() => {
  const stops = "a[href], button, input:not([type=hidden]), textarea, select, summary";
  [...document.querySelectorAll(stops)].filter((place) => place.checkVisibility()).at(-1).dataset.stop = "the last";
}"""


def focus(page: Page) -> str:
    """The name of what has the focus, which is drawn and lies under nothing."""
    found = page.evaluate(FOCUSED)
    assert found["shown"], f"No outline on {found['what']}"
    assert not found["offScreen"], f"Off the screen: {found['what']}"
    assert not found["covered"], f"Covered by a bar: {found['what']}"
    return str(found["name"])


def tabs_to(who: Visitor, name: str, *, most: int = 60) -> None:
    """Presses Tab until something of that name has the focus."""
    passed = []
    who.page.wait_for_load_state()  # its words may be there before its stylesheet is
    for _ in range(most):
        who.page.keyboard.press("Tab")
        passed.append(focus(who.page))
        if passed[-1] == name:
            return
    raise AssertionError(f"Tab does not lead to {name!r}, but to {passed}")


def types(who: Visitor, label: str, words: str) -> None:
    tabs_to(who, label)
    who.page.keyboard.type(words)


def enters(who: Visitor, name: str) -> None:
    tabs_to(who, name)
    who.page.keyboard.press("Enter")


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def screen(request: pytest.FixtureRequest) -> ViewportSize:
    found: ViewportSize = request.param
    return found


def test_signing_in(visitor: Meet, alice, screen) -> None:
    who = visitor("Alice", screen=screen)
    who.opens("/")
    enters(who, "Sign in")
    who.reads("Sign in")
    types(who, "Email address", alice.email)
    types(who, "Password", "not this one")
    who.page.keyboard.press("Enter")
    # What is to be mended has the focus, and leads to its field.
    expect(who.page.locator("[data-mending]")).to_be_focused()
    who.judges()
    types(who, "Password", PASSWORD)
    enters(who, "Sign in")
    who.reads("One more thing, or carry on without")
    who.judges()
    enters(who, "Carry on without")
    expect(who.page).to_have_url(re.compile("/today/$"))
    who.reads("Part of this place is open")


def test_the_first_stop_leads_past_the_bars(visitor: Meet, alice, screen) -> None:
    who = visitor("Alice", person=alice, screen=screen)
    who.opens("/today/")
    tabs_to(who, "Skip to the page", most=1)
    who.page.keyboard.press("Enter")
    expect(who.page.locator("main")).to_be_focused()
    who.page.keyboard.press("Tab")
    assert who.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_stop_on_a_page_is_to_be_seen(visitor: Meet, alice, couple, screen) -> None:
    agreement.add_clause(alice, LineWords("If K. writes, I tell you the same day."))
    who = visitor("Alice", person=alice, screen=screen)
    names = ("couples:settings", "people:looks", "people:address", "people:quiet", "couples:leaving", "people:deleting")
    of_oneself = [reverse(name) for name in names]
    for path in ("/today/", "/plan/", "/agreement/", "/more/", "/help/", reverse("mfa_index"), *of_oneself):
        who.opens(path)
        forth = stops(who.page, "Tab", until=LAST)
        assert forth[0] == FIRST
        back = stops(who.page, "Shift+Tab", until=FIRST)
        assert len(forth) - len(back) == 1, path
        assert len(forth) > 5, path


FIRST, LAST = "Skip to the page", "the last"


def stops(page: Page, key: str, *, until: str, most: int = 120) -> list[str]:
    """What gets the focus by that key, one after the other."""
    page.evaluate(MARK_THE_LAST)
    passed: list[str] = []
    while len(passed) < most:
        page.keyboard.press(key)
        passed.append(focus(page))
        if until in (passed[-1], page.evaluate("document.activeElement.dataset.stop")):
            return passed
    raise AssertionError(f"{key} does not come to an end: {passed}")


def test_writing_and_sealing(visitor: Meet, alice, couple, screen) -> None:
    who = visitor("Alice", person=alice, screen=screen)
    who.opens("/today/")
    enters(who, "Begin")
    who.reads("Why I’m here")
    types(who, "What I hope for, three months from now", "That we laugh in the kitchen again")
    tabs_to(who, "I’d rather say this in person")
    enters(who, "Continue")
    who.sees("2 of 3")
    types(who, "One thing I can manage for us this week", "Ten minutes on Sunday")
    who.page.keyboard.press("Enter")
    who.sees("3 of 3")
    types(who, "What’s hard about this for me", "Being tired")
    tabs_to(who, "I’d rather say this in person")
    who.page.keyboard.press("Space")
    enters(who, "Read it over")
    who.reads("Read it over")
    enters(who, "Seal")
    who.reads("Saved and sealed")
    tabs_to(who, "What if it stays sealed?")
    who.page.keyboard.press("Enter")
    who.sees("One person needs a week")


def test_rating_a_topic_and_reading_its_map(visitor: Meet, alice, bob, couple, screen) -> None:
    cards = topic(2).cards
    sealed.seal(bob, TopicPiece(topic(2), 1), said(**{card.id: {"rating": "not-ok"} for card in cards}))
    who = visitor("Alice", person=alice, screen=screen)
    who.opens("/agreement/cards/")
    enters(who, f"{topic(2).title} {len(cards)} cards")
    for number, card in enumerate(cards, start=1):
        who.sees(card.text)
        tabs_to(who, "Fine with me")
        who.page.keyboard.press("Space")
        enters(who, "Continue" if number < len(cards) else "Read it over")
    who.reads("Read it over")
    enters(who, "Seal")
    who.reads("Your answers are ready to open")
    enters(who, "Open")
    who.sees("Where you differ")
    enters(who, "What you each said")
    who.sees("Not OK")
    who.opens("/agreement/cards/map/")
    enters(who, cards[0].title)
    who.reads(topic(2).title)


def test_signing_the_agreement(visitor: Meet, alice, bob, couple, screen) -> None:
    agreement.add_clause(alice, LineWords("If K. writes, I tell you the same day."))
    version = agreement.offer(alice)
    who = visitor("Bob", person=bob, screen=screen)
    who.opens("/agreement/")
    enters(who, "Read and sign")
    who.reads("Read and sign")
    tabs_to(who, "I’ve read these words and I’m signing them.")
    who.page.keyboard.press("Space")
    types(who, "Your name", "Bob")
    types(who, "Your password", PASSWORD)
    enters(who, "Sign")
    who.reads("You’ve signed this")
    assert version.couple == couple
