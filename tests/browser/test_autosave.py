"""What is being written is kept without a press, honestly, and never over what another tab has kept."""

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.models import Draft
from tests.browser.conftest import Meet
from tests.browser.looking import said
from tests.browser.visitor import Visitor

PIECE, DRAFT = "/plan/9/", "**/plan/9/draft/"
FIELD = "What I noticed"
CUP, SENTENCE = "/plan/30/", "A sentence about feeling close"
HOPE, HARD = "What I hope for, three months from now", "What’s hard about this for me"
AWAY = "The server can’t be reached just now. Your words are still on this page. Press the button again in a moment."
# What a browser sends while its page is being left, and no more.
KEEPALIVE = 65_536


def kept_line(page: Page, words: str) -> None:
    expect(page.locator("[data-kept]")).to_have_text(words)


def goes_on(who: Visitor) -> None:
    who.presses("Continue")
    who.sees("2 of 4")


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
    kept_line(writer.page, "Saved")
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")


def test_what_is_typed_after_that_is_kept_too(writer: Visitor) -> None:
    for words in ("It was a Tuesday.", "It was a Tuesday. It rained."):
        writer.writes(FIELD, words)
        kept_line(writer.page, "")
        a_while_later(writer.page)
        kept_line(writer.page, "Saved")
    goes_on(writer)
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday. It rained.")


def test_a_press_while_a_draft_is_on_its_way_waits_for_it(writer: Visitor) -> None:
    def press_before_it_is_heard(route: Route) -> None:
        kept = route.fetch()
        writer.presses("Continue")
        route.fulfill(response=kept)

    writer.page.route(DRAFT, press_before_it_is_heard)
    writer.writes(FIELD, "It was a Tuesday.")
    a_while_later(writer.page)
    writer.sees("2 of 4")


def test_with_the_server_away_it_says_so_and_keeps_it_once_it_is_back(writer: Visitor) -> None:
    writer.page.route(DRAFT, lambda route: route.abort())
    writer.writes(FIELD, "It was a Tuesday.")
    a_while_later(writer.page)
    kept_line(writer.page, "Not saved yet. Still trying.")
    writer.forgives("Failed to load resource: net::ERR_FAILED")
    writer.page.unroute(DRAFT)
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")


def test_the_second_of_two_tabs_says_so_and_overwrites_nothing(writer: Visitor) -> None:
    second = writer.context.new_page()
    second.clock.install()
    second.goto(PIECE)
    writer.writes(FIELD, "In the first tab")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")

    second.get_by_label(FIELD).fill("In the second tab")
    a_while_later(second)
    expect(second.locator("[data-kept]")).to_contain_text("These words changed in another tab")
    writer.forgives("409 (Conflict)")
    expect(second.get_by_label(FIELD)).to_have_value("In the second tab")
    second.get_by_label(FIELD).fill("In the second tab, once more")
    a_while_later(second)
    writer.opens(PIECE)
    expect(writer.page.get_by_label(FIELD)).to_have_value("In the first tab")

    # Pressing the button there loses nothing either: both stand on the page.
    second.get_by_role("button", name="Continue").click()
    expect(second.get_by_role("heading", name="These words changed in another tab")).to_be_visible()
    expect(second.get_by_text("In the first tab")).to_be_visible()
    expect(second.get_by_label(FIELD)).to_have_value("In the second tab, once more")
    writer.forgives("409 (Conflict)")


def test_a_sealed_piece_is_kept_as_a_draft_and_not_sealed(writer: Visitor) -> None:
    writer.opens("/plan/3/")
    writer.writes("What I hope for, three months from now", "That we laugh again")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens("/plan/3/")
    expect(writer.page.get_by_label("What I hope for, three months from now")).to_have_value("That we laugh again")
    writer.opens("/plan/3/seal/")
    writer.reads("Read it over")


# -- Only what has changed


@pytest.fixture
def sent(writer: Visitor) -> list[tuple[list[str], int]]:
    """What the page sends for a draft: the fields by name, and how many bytes."""
    found: list[tuple[list[str], int]] = []

    def look(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        found.append((re.findall(r'name="sent_field"\r\n\r\n([\w-]+)', body.decode()), len(body)))
        route.continue_()

    writer.page.route("**/draft/", look)
    return found


def test_only_what_has_changed_is_sent_and_the_rest_stays(writer: Visitor, alice: Person, sent) -> None:
    sealed.keep(alice, piece_of(catalogue.activity("why-i-am-here")), said(hope="we laugh", hard="mornings"))
    writer.opens("/plan/3/")
    writer.writes(HARD, "evenings")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    assert [names for names, _ in sent] == [["hard"]]
    writer.opens("/plan/3/?question=1")
    expect(writer.page.get_by_label(HOPE)).to_have_value("we laugh")
    writer.opens("/plan/3/?question=3")
    expect(writer.page.get_by_label(HARD)).to_have_value("evenings")


def test_a_single_field_that_is_larger_is_kept_all_the_same(writer: Visitor, sent) -> None:
    writer.opens("/plan/3/")
    writer.writes(HOPE, "🌱" * 20_000)
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    assert [(names, size > KEEPALIVE) for names, size in sent] == [(["hope"], True)]


def test_what_is_to_be_mended_keeps_nothing_else_from_being_kept(writer: Visitor) -> None:
    writer.opens(CUP)
    writer.writes(SENTENCE, "x" * 501)
    chooses(writer, 3)
    a_while_later(writer.page)
    kept_line(writer.page, "Not saved yet. Something needs changing: press the button to see what.")
    writer.forgives("status of 422")
    assert Draft.unscoped.get().words["close"]["value"] == 3
    writer.writes(SENTENCE, "we laugh")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")


def test_after_a_form_that_is_to_be_mended_everything_in_it_is_sent(writer: Visitor) -> None:
    writer.opens(CUP)
    writer.page.route("**/draft/", lambda route: route.fulfill(status=500))
    writer.writes(SENTENCE, "x" * 501)
    chooses(writer, 3)
    writer.presses("Continue")
    expect(writer.page).to_have_title(re.compile("^Error: "))
    writer.forgives("status of 500")
    writer.forgives("status of 422")
    writer.page.unroute("**/draft/")
    writer.writes(SENTENCE, "we laugh")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens(CUP)
    has_chosen(writer, 3)


@pytest.mark.parametrize("is_to_be_mended", [False, True])
def test_what_is_typed_while_the_script_is_on_its_way_is_kept(writer: Visitor, is_to_be_mended: bool) -> None:
    writer.opens(CUP)
    bundle, on_its_way = re.compile(r"/page\b.*\.js"), list[Route]()

    def hold(route: Route) -> None:
        on_its_way.append(route)

    if is_to_be_mended:
        writer.page.route("**/draft/", lambda route: route.fulfill(status=500))
        chooses(writer, 3)
        writer.writes(SENTENCE, "x" * 501)
        writer.page.route(bundle, hold)
        writer.presses("Continue")
        expect(writer.page).to_have_title(re.compile("^Error: "))
        writer.forgives("status of 500")
        writer.forgives("status of 422")
        writer.page.unroute("**/draft/")
    else:
        writer.page.route(bundle, hold)
        writer.page.goto(CUP, wait_until="commit")
    writer.writes(SENTENCE, "we laugh")
    (request,) = on_its_way
    request.continue_()
    writer.page.unroute(bundle)
    writer.page.wait_for_load_state()
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens(CUP)
    expect(writer.page.get_by_label(SENTENCE)).to_have_value("we laugh")
    if is_to_be_mended:
        has_chosen(writer, 3)


def chooses(who: Visitor, number: int) -> None:
    who.page.locator(f'input[name="close"][value="{number}"]').check(force=True)


def has_chosen(who: Visitor, number: int) -> None:
    expect(who.page.locator(f'input[name="close"][value="{number}"]')).to_be_checked()


# -- Leaving


@pytest.fixture
def asked(writer: Visitor) -> list[str]:
    """Each time the browser asks whether to leave; the answer is to stay."""
    found: list[str] = []

    def stay(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    writer.page.on("dialog", stay)
    return found


def types(who: Visitor, text: str) -> None:
    """By the keyboard: a browser asks nobody who has done nothing on the page."""
    who.page.get_by_label(FIELD).press_sequentially(text)


def test_leaving_asks_only_while_something_is_unsent(writer: Visitor, asked: list[str]) -> None:
    types(writer, "It was a Tuesday.")
    writer.page.locator("a.back").click()
    kept_line(writer.page, "Saved")  # sent while it asked
    assert asked == ["beforeunload"]
    writer.page.locator("a.back").click()
    expect(writer.page).to_have_url(re.compile("/today/$"))
    assert asked == ["beforeunload"]


def test_the_forms_own_button_asks_nothing(writer: Visitor, asked: list[str]) -> None:
    writer.writes(FIELD, "x" * 20_001)
    for _ in range(2):
        with writer.page.expect_navigation():
            writer.presses("Continue")
        expect(writer.page).to_have_title(re.compile("^Error: "))
    writer.forgives("status of 422")
    assert asked == []


def test_leaving_what_is_to_be_mended_asks(writer: Visitor, asked: list[str]) -> None:
    writer.writes(FIELD, "x" * 20_001)
    with writer.page.expect_navigation():
        writer.presses("Continue")
    writer.forgives("status of 422")
    writer.page.get_by_role("heading", level=1).click()
    writer.page.locator("a.back").click()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("way", ["press", "Shift"])
def test_leave_this_page_neither_waits_nor_asks(writer: Visitor, asked: list[str], exit_page: str, way: str) -> None:
    writer.page.route(DRAFT, lambda _: None)  # the draft never arrives
    types(writer, "It was a Tuesday.")
    if way == "press":
        writer.presses("Leave this page")
    else:
        for _ in range(3):
            writer.page.keyboard.press("Shift")
    expect(writer.page).to_have_url(exit_page)
    assert asked == []


@pytest.mark.parametrize("already_kept", [False, True])
def test_a_press_without_a_network_keeps_the_page_and_says_so(writer: Visitor, already_kept: bool) -> None:
    types(writer, "It was a Tuesday.")
    if already_kept:
        a_while_later(writer.page)
        kept_line(writer.page, "Saved")
    writer.context.set_offline(True)
    writer.presses("Continue")
    kept_line(writer.page, AWAY)
    writer.forgives("net::ERR_INTERNET_DISCONNECTED")
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")
    writer.judges()
    writer.context.set_offline(False)
    goes_on(writer)


# -- Back


def keep_elsewhere(person: Person, words: str) -> None:
    sealed.keep(person, piece_of(catalogue.activity("what-happened")), said(happened=words))


def test_back_brings_the_words(writer: Visitor) -> None:
    types(writer, "It was a Tuesday.")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens("/today/")
    writer.page.go_back()
    expect(writer.page.get_by_label(FIELD)).to_have_value("It was a Tuesday.")
    goes_on(writer)


def test_what_back_fills_in_goes_over_nothing_that_was_kept_since(writer: Visitor, alice: Person) -> None:
    types(writer, "older")
    a_while_later(writer.page)
    kept_line(writer.page, "Saved")
    writer.opens("/today/")
    keep_elsewhere(alice, "newer")
    writer.page.go_back()
    expect(writer.page.get_by_label(FIELD)).to_have_value("older")
    writer.presses("Continue")
    expect(writer.page.get_by_role("heading", name="These words changed in another tab")).to_be_visible()
    writer.forgives("409 (Conflict)")
    assert "newer" in str(Draft.unscoped.get().words)


def test_without_scripts_back_fills_in_nothing_over_what_was_kept_since(visitor: Meet, alice: Person, couple) -> None:
    who = visitor("Alice", person=alice, java_script_enabled=False)
    who.opens(PIECE)
    types(who, "not kept")
    who.opens("/today/")
    who.page.go_back()
    expect(who.page.get_by_label(FIELD)).to_have_value("not kept")
    who.opens("/today/")
    keep_elsewhere(alice, "newer")
    who.page.go_back()
    expect(who.page.get_by_label(FIELD)).to_have_value("newer")
