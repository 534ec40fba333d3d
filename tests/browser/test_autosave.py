"""What is being written is kept without a press, honestly, and never over what another tab has kept."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Meet
from tests.browser.visitor import Visitor

PIECE, DRAFT = "/plan/9/", "**/plan/9/draft/"
FIELD = "What I noticed"


def kept_line(page: Page, words: str) -> None:
    expect(page.locator("[data-kept]")).to_have_text(words)


def a_while_later(page: Page) -> None:
    """Long enough for the page to keep what was typed, or to try once more."""
    page.clock.fast_forward(31_000)


@pytest.fixture
def writer(visitor: Meet, alice, couple) -> Visitor:
    """Alice, before an empty page; its timers go when the test says so."""
    who = visitor("Alice", person=alice)
    who.page.clock.install()
    who.opens(PIECE)
    return who


def test_typing_is_kept_without_a_press(writer: Visitor) -> None:
    writer.writes(FIELD, "It was a Tuesday.")
    a_while_later(writer.page)
    kept_line(writer.page, "Kept")
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")


def test_what_is_typed_after_that_is_kept_too(writer: Visitor) -> None:
    for words in ("It was a Tuesday.", "It was a Tuesday. It rained."):
        writer.writes(FIELD, words)
        kept_line(writer.page, "")
        a_while_later(writer.page)
        kept_line(writer.page, "Kept")
    writer.presses("Keep it for me")
    writer.reads("Kept, and only yours")
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday. It rained.")


def test_a_press_while_a_draft_is_on_its_way_waits_for_it(writer: Visitor) -> None:
    def press_before_it_is_heard(route: Route) -> None:
        kept = route.fetch()
        writer.presses("Keep it for me")
        route.fulfill(response=kept)

    writer.page.route(DRAFT, press_before_it_is_heard)
    writer.writes(FIELD, "It was a Tuesday.")
    a_while_later(writer.page)
    writer.reads("Kept, and only yours")


def test_with_the_server_away_it_says_so_and_keeps_it_once_it_is_back(writer: Visitor) -> None:
    writer.page.route(DRAFT, lambda route: route.abort())
    writer.writes(FIELD, "It was a Tuesday.")
    a_while_later(writer.page)
    kept_line(writer.page, "Not kept yet: still trying")
    writer.forgives("Failed to load resource: net::ERR_FAILED")
    writer.page.unroute(DRAFT)
    a_while_later(writer.page)
    kept_line(writer.page, "Kept")
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")


def test_the_second_of_two_tabs_says_so_and_overwrites_nothing(writer: Visitor) -> None:
    second = writer.context.new_page()
    second.clock.install()
    second.goto(PIECE)
    writer.writes(FIELD, "In the first tab")
    a_while_later(writer.page)
    kept_line(writer.page, "Kept")

    second.get_by_label(FIELD).fill("In the second tab")
    a_while_later(second)
    expect(second.locator("[data-kept]")).to_contain_text("These words changed in another tab.")
    writer.forgives("409 (Conflict)")
    expect(second.get_by_label(FIELD)).to_have_value("In the second tab")
    second.get_by_label(FIELD).fill("In the second tab, once more")
    a_while_later(second)
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("In the first tab")

    # Pressing the button there loses nothing either: both stand on the page.
    second.get_by_role("button", name="Keep it for me").click()
    expect(second.get_by_role("heading", name="These words changed in another tab")).to_be_visible()
    expect(second.get_by_text("In the first tab")).to_be_visible()
    expect(second.get_by_label(FIELD)).to_have_value("In the second tab, once more")
    writer.forgives("409 (Conflict)")


def test_a_sealed_piece_is_kept_as_a_draft_and_not_sealed(writer: Visitor) -> None:
    writer.opens("/plan/3/")
    writer.writes("What I hope for, three months from now", "That we laugh again")
    a_while_later(writer.page)
    kept_line(writer.page, "Kept")
    writer.opens("/plan/3/")
    expect(writer.page.get_by_label("What I hope for, three months from now")).to_have_value("That we laugh again")
    writer.opens("/plan/3/seal/")
    writer.reads("Read it once more")
