"""Leave this page: by a press, by Shift three times, as a plain link; and what Back shows afterwards."""

import re

import pytest
from playwright.sync_api import Page, expect

from recovery.plan import catalogue
from tests.browser.conftest import Meet
from tests.browser.visitor import Visitor
from tests.writing import reflect

CANARY = "a canary that only Alice may read"

# In the moment of the press, before any server can have answered.
PRESS_AND_LOOK = """() => {
  document.querySelector("[data-leave]").click();
  return {shown: document.body.checkVisibility(), title: document.title.trim()};
}"""


@pytest.fixture
def written(alice):
    words = {"happened": {"value": CANARY, "in_person": False}}
    reflect(alice, catalogue.activity("what-happened"), words)


@pytest.fixture
def reader(visitor: Meet, alice, couple, written) -> Visitor:
    """Alice, who came to her page by way of the plan, and has it before her."""
    return who_reads(visitor("Alice", person=alice))


def who_reads(who: Visitor) -> Visitor:
    who.opens("/plan/")
    who.presses("What happened, in my words")
    who.sees(CANARY)
    who.presses("Change “What I noticed”")
    expect(who.page.get_by_label("What I noticed")).to_have_value(CANARY)
    who.page.wait_for_load_state()  # the words are there before the script that hears the key
    return who


def is_away(page: Page, exit_page: str) -> None:
    expect(page).to_have_url(exit_page)
    expect(page).to_have_title("Weather")


def has_no_session(who: Visitor) -> None:
    answer = who.context.request.get("/today/", max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (302, "/account/login/?next=/today/")


def test_a_press_blanks_the_page_at_once_and_ends_the_session(reader: Visitor, exit_page: str) -> None:
    page = reader.page
    steps = page.evaluate("history.length")
    assert page.evaluate(PRESS_AND_LOOK) == {"shown": False, "title": ""}
    is_away(page, exit_page)
    assert page.evaluate("history.length") == steps
    has_no_session(reader)


def test_back_does_not_bring_the_page(reader: Visitor, exit_page: str) -> None:
    reader.presses("Leave this page")
    is_away(reader.page, exit_page)
    reader.page.go_back()
    expect(reader.page).to_have_url(re.compile(r"/account/login/\?next=/plan/9/$"))  # the one before: it was replaced
    reader.sees_nothing_of(CANARY, "Bob")


def test_without_scripts_it_is_a_plain_link(visitor: Meet, alice, couple, written, exit_page: str) -> None:
    reader = who_reads(visitor("Alice", person=alice, java_script_enabled=False))
    reader.presses("Leave this page")
    is_away(reader.page, exit_page)
    has_no_session(reader)
    reader.page.go_back()
    expect(reader.page).to_have_url(re.compile(r"/account/login/\?next=/plan/9/%3Fquestion%3D1$"))
    reader.sees_nothing_of(CANARY, "Bob")


def test_after_signing_out_back_shows_nothing_private(reader: Visitor) -> None:
    reader.opens("/more/")
    reader.presses("Sign out")
    expect(reader.page).to_have_url(re.compile(r"/$"))
    for _ in range(2):
        reader.page.go_back()
        expect(reader.page).to_have_url(re.compile("/account/login/"))
        reader.sees_nothing_of(CANARY, "Bob")


# -- The exit key


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def stays(who: Visitor) -> None:
    """It is still there to be read, and no way out was begun."""
    expect(who.page.get_by_label("What I noticed")).to_be_visible()
    assert not [url for url in who.asked if url.endswith("/out")]


def test_shift_three_times_leaves(reader: Visitor, exit_page: str) -> None:
    press_shift(reader.page, 1)
    reader.sees("Press Shift twice more to leave.")
    press_shift(reader.page, 1)
    reader.sees("Press Shift once more to leave.")
    press_shift(reader.page, 1)
    is_away(reader.page, exit_page)
    has_no_session(reader)


def test_three_dots_say_how_far_one_is(reader: Visitor) -> None:
    dots, way_out = reader.page.locator(".presses"), reader.page.locator(".leave")
    expect(dots).to_be_hidden()
    for presses in ("1", "2"):
        press_shift(reader.page, 1)
        expect(dots).to_be_visible()
        expect(way_out).to_have_attribute("data-presses", presses)
    expect(reader.page.get_by_role("status").filter(has_text="Press Shift once more")).to_have_count(1)
    reader.page.keyboard.press("a")
    expect(dots).to_be_hidden()
    expect(reader.page.locator("[data-say]")).to_have_text("")


def test_the_second_way_a_keyboard_finds_is_out(reader: Visitor, exit_page: str) -> None:
    reader.opens("/plan/9/?question=1")
    for _ in range(2):
        reader.page.keyboard.press("Tab")
    expect(reader.page.locator(":focus")).to_have_text("Leave this page at once")
    reader.page.keyboard.press("Enter")
    is_away(reader.page, exit_page)
    has_no_session(reader)


def test_while_a_word_is_put_together_shift_belongs_to_the_word(reader: Visitor) -> None:
    """As an input method sends it: Shift is held and let go, but the word is not finished."""
    for _ in range(4):
        reader.page.evaluate("""() => ["keydown", "keyup"].forEach((type) => document.activeElement.dispatchEvent(
          new KeyboardEvent(type, {key: "Shift", bubbles: true, isComposing: true})))""")
    stays(reader)


def test_shift_three_times_leaves_while_writing_too(reader: Visitor, exit_page: str) -> None:
    reader.page.get_by_label("What I noticed").focus()
    press_shift(reader.page, 3)
    is_away(reader.page, exit_page)


def test_capital_letters_do_not_count(reader: Visitor) -> None:
    reader.page.get_by_label("What I noticed").focus()
    for letter in "ABC":
        reader.page.keyboard.press(f"Shift+{letter}")
    stays(reader)


@pytest.mark.parametrize("between", ["a", "Tab", "Control", "ArrowLeft"])
def test_another_key_in_between_begins_anew(reader: Visitor, between: str, exit_page: str) -> None:
    press_shift(reader.page, 2)
    reader.page.keyboard.press(between)
    press_shift(reader.page, 2)
    stays(reader)
    press_shift(reader.page, 1)
    is_away(reader.page, exit_page)


def test_a_press_of_the_mouse_in_between_begins_anew(reader: Visitor) -> None:
    press_shift(reader.page, 2)
    reader.page.locator("h1").click()
    press_shift(reader.page, 2)
    stays(reader)


def test_slower_than_five_seconds_does_not_count(reader: Visitor, exit_page: str) -> None:
    reader.page.clock.install()
    reader.page.reload()
    for _ in range(4):
        press_shift(reader.page, 1)
        reader.page.clock.fast_forward(5100)
    stays(reader)
    for _ in range(3):
        press_shift(reader.page, 1)
        reader.page.clock.fast_forward(4000)
    is_away(reader.page, exit_page)


def test_holding_shift_down_counts_once(reader: Visitor) -> None:
    for _ in range(3):
        reader.page.keyboard.down("Shift")
    reader.page.keyboard.up("Shift")
    stays(reader)
