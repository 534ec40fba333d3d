"""The veil over private writing, in a real browser."""

import pytest
from playwright.sync_api import expect

from people.actions import choose_veil
from recovery.plan import catalogue
from tests.browser.conftest import Meet
from tests.browser.visitor import Visitor
from tests.writing import reflect

CANARY = "a canary that only Alice may read"
PIECE = "/plan/9/?question=1"


@pytest.fixture
def written(alice, couple):
    words = {"happened": {"value": CANARY, "in_person": False}}
    reflect(alice, catalogue.activity("what-happened"), words)
    choose_veil(alice, True)


@pytest.fixture
def reader(visitor: Meet, alice, written) -> Visitor:
    who = visitor("Alice", person=alice)
    who.page.clock.install()
    who.opens(PIECE)
    return who


def words(who: Visitor):
    return who.page.get_by_label("What I noticed")


def test_one_taps_to_read(reader: Visitor) -> None:
    expect(words(reader)).to_be_hidden()
    reader.judges()
    reader.unfolds("Tap to read")
    expect(words(reader)).to_have_value(CANARY)
    reader.judges(once=False)


def test_after_a_minute_in_which_nothing_is_done_it_is_veiled_again(reader: Visitor) -> None:
    reader.unfolds("Tap to read")
    words(reader).focus()
    reader.page.clock.run_for(50_000)
    reader.page.keyboard.press("ArrowLeft")
    reader.page.clock.run_for(50_000)
    expect(words(reader)).to_be_visible()
    reader.page.clock.run_for(11_000)
    expect(words(reader)).to_be_hidden()
    expect(reader.page.locator("summary", has_text="Tap to read")).to_be_focused()


def test_in_another_tab_it_is_veiled_at_once(reader: Visitor) -> None:
    reader.unfolds("Tap to read")
    expect(words(reader)).to_be_visible()
    reader.page.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", {value: "hidden"});
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(words(reader)).to_be_hidden()


def test_what_is_typed_behind_it_is_kept(reader: Visitor) -> None:
    reader.unfolds("Tap to read")
    words(reader).fill("another canary")
    reader.page.clock.run_for(61_000)
    expect(words(reader)).to_be_hidden()
    expect(words(reader)).to_have_value("another canary")
    reader.presses("Continue")
    reader.sees("2 of 4")


def test_without_scripts_it_is_a_plain_fold(visitor: Meet, alice, written) -> None:
    who = visitor("Alice", person=alice, java_script_enabled=False)
    who.opens(PIECE)
    expect(words(who)).to_be_hidden()
    who.unfolds("Tap to read")
    expect(words(who)).to_have_value(CANARY)
