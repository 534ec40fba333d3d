"""Signing out by itself, as a person sees it. The browser's clock and the house's are moved together."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

import clock
from sealed.models import Draft
from tests.browser.conftest import Clock, Meet
from tests.browser.signing_in import shows_a_code
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

PIECE = "/plan/9/"


@pytest.fixture(autouse=True)
def _half_an_hour(settings: Settings) -> None:
    settings.TWOFOLD_IDLE_SECONDS = 30 * 60


@pytest.fixture
def writer(visitor: Meet, alice, couple) -> Visitor:
    """Alice, with a page before her in which she may write."""
    who = visitor("Alice", person=alice)
    who.page.clock.install()
    who.opens(PIECE)
    return who


@pytest.fixture
def pass_time(house_clock: Clock, writer: Visitor):
    def passes(**span: float) -> None:
        house_clock.set(clock.now() + timedelta(**span))
        writer.page.clock.fast_forward(int(timedelta(**span).total_seconds() * 1000))

    return passes


def warning(who: Visitor):
    return who.page.get_by_role("dialog", name="Are you still here?")


def test_two_minutes_before_it_asks_and_stay_is_at_hand(writer: Visitor, pass_time) -> None:
    pass_time(minutes=27, seconds=40)
    expect(warning(writer)).to_be_hidden()
    pass_time(minutes=1, seconds=40)  # the server writes down a sign of life once a minute: it may come a minute late
    expect(warning(writer)).to_be_visible()
    expect(writer.page.get_by_role("button", name="Stay")).to_be_focused()
    expect(warning(writer)).to_contain_text("In two minutes we’ll sign you out")
    writer.judges()
    with writer.page.expect_response("**/staying/"):
        writer.page.keyboard.press("Enter")
    expect(warning(writer)).to_be_hidden()
    pass_time(minutes=20)
    assert writer.context.request.get("/more/", headers={"Sec-Fetch-Dest": "empty"}).status == 200


def test_nobody_stays_and_the_page_goes(writer: Visitor, pass_time, alice) -> None:
    pass_time(minutes=29, seconds=20)
    expect(warning(writer)).to_be_visible()
    pass_time(minutes=2)
    writer.forgives("status of 403")
    expect(writer.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    writer.sees("You’ve been signed out because you hadn’t typed anything for a while. Everything you wrote is saved.")
    writer.judges()
    writer.writes("Email address", alice.email)
    writer.writes("Password", PASSWORD)
    writer.presses("Sign in")
    shows_a_code(writer)
    expect(writer.page.get_by_role("heading", level=1)).to_have_text("What happened, in my words")


def test_who_reads_without_asking_for_anything_is_still_there(writer: Visitor, pass_time) -> None:
    for _ in range(4):
        pass_time(minutes=20)
        with writer.page.expect_response("**/staying/"):
            writer.page.keyboard.press("ArrowDown")
    expect(warning(writer)).to_be_hidden()
    assert writer.context.request.get("/more/", max_redirects=0).status == 200


def test_a_second_tab_in_which_somebody_is_keeps_the_first(writer: Visitor, pass_time) -> None:
    pass_time(minutes=20)
    assert writer.context.request.get("/more/", max_redirects=0).status == 200
    with writer.page.expect_response("**/staying/"):
        pass_time(minutes=9)
    expect(warning(writer)).to_be_hidden()
    pass_time(minutes=15)
    expect(writer.page.get_by_label("What I noticed")).to_be_visible()


def test_what_could_not_be_kept_is_there_after_signing_in(writer: Visitor, pass_time, alice) -> None:
    """The house cannot be reached while she writes, and when it can again her session has ended."""
    writer.page.route("**/draft/", lambda route: route.abort())
    writer.page.route("**/staying/", lambda route: route.abort())
    writer.writes("What I noticed", "a canary")
    pass_time(minutes=31)
    expect(writer.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    writer.troubles = [trouble for trouble in writer.troubles if "ERR_FAILED" not in trouble]
    writer.sees_nothing_of("canary")
    writer.writes("Email address", alice.email)
    writer.writes("Password", PASSWORD)
    writer.presses("Sign in")
    shows_a_code(writer)
    writer.reads("What you wrote is saved")
    writer.presses("Carry on")
    writer.sees("2 of 4")
    assert "a canary" in str(Draft.unscoped.get().body)


def test_without_scripts_the_sign_in_comes_with_the_next_press(
    visitor: Meet, house_clock: Clock, alice, couple
) -> None:
    who = visitor("Alice", person=alice, java_script_enabled=False)
    who.opens(PIECE)
    who.writes("What I noticed", "a canary")
    house_clock.set(clock.now() + timedelta(minutes=31))
    who.page.locator("form").filter(has=who.page.get_by_label("What I noticed")).locator("button.button").click()
    who.sees("You’ve been signed out because you hadn’t typed anything for a while.")
    who.writes("Email address", alice.email)
    who.writes("Password", PASSWORD)
    who.presses("Sign in")
    shows_a_code(who)
    who.presses("Carry on")
    assert "a canary" in str(Draft.unscoped.get().body)
