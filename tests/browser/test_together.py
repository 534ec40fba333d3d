"""The agreement gone through together: by two on two screens, from twelve lines in force to a new text in force; on one
phone that goes from hand to hand; and with one screen that runs no script."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

import clock
from agreement.models import State, Version
from couples.models import Couple
from people.models import Person
from tests.browser.conftest import DESK, Clock, Meet
from tests.browser.reviewing import (
    LINES,
    REVIEW,
    are_at,
    begins,
    comes_to_it,
    forgets_lost_requests,
    gets_it_back,
    in_force_for_a_month,
    live,
    loses_the_connection,
    rewrites,
    show,
    signs,
    told,
    types_new_words,
)
from tests.browser.signing_in import signs_in
from tests.browser.visitor import Visitor

SUNDAY = "Sunday from ten is ours."
SHOULDERS = "Neither of us looks at the other’s screen."
HER_LATE, HIS_LATE = "If I’m late I write.", "If I’m late I call, before I’m late."


@pytest.fixture
def four(alice: Person, bob: Person, couple: Couple, house_clock: Clock) -> Version:
    return in_force_for_a_month(alice, bob, house_clock)


def test_twelve_lines_on_two_screens(
    visitor: Meet, alice: Person, bob: Person, couple: Couple, house_clock: Clock
) -> None:
    in_force_for_a_month(alice, bob, house_clock, lines=12)
    her, him = visitor("Alice", person=alice), visitor("Bob", person=bob, screen=DESK)
    begins(her)
    comes_to_it(him)
    are_at("Line 1 of 12", her, him)
    both_answer(her, him)
    either_changes_words(her, him)
    both_change_the_same_line(her, him)
    he_takes_a_break(her, him, house_clock)
    he_loses_the_connection(her, him)
    one_lets_go_and_the_other_brings_back(her, him)
    she_lets_one_go_for_good(her, him)
    he_puts_one_on_the_talk_list(her, him)
    they_come_to_the_end(her, him)
    each_signs(her, him)
    now = Version.unscoped.get(state=State.IN_FORCE)
    assert (now.number, Version.unscoped.filter(state=State.SUPERSEDED).count()) == (2, 1)


def both_answer(her: Visitor, him: Visitor) -> None:
    her.presses("It fits")
    show("Only you see this until you’ve both answered.", her)
    him.opens(REVIEW)
    are_at("Line 1 of 12", him)
    him.sees_nothing_of("Alice:", "You:")
    him.presses("Let’s talk")
    show("Alice: It fits", him)
    show("Bob: Let’s talk", her)
    for who in (her, him):
        show("You can talk today or another day, or leave it open.", who)


def either_changes_words(her: Visitor, him: Visitor) -> None:
    """Each sees the other's new words within a poll, with what is different."""
    her.presses("Next line")
    are_at("Line 2 of 12", her, him)
    rewrites(him, SUNDAY)
    show("What’s changed", her)
    show(SUNDAY, her)
    expect(live(her).locator("del")).to_have_text("to twelve")
    him.presses("Next line")
    are_at("Line 3 of 12", her, him)
    rewrites(her, SHOULDERS)
    show("What’s changed", him)
    show(SHOULDERS, him)


def both_change_the_same_line(her: Visitor, him: Visitor) -> None:
    """Whoever saves second reads both, and nothing is lost."""
    her.presses("Next line")
    are_at("Line 4 of 12", her, him)
    types_new_words(him, HIS_LATE)
    rewrites(her, HER_LATE)
    him.presses("Save")
    him.reads("The words changed while you were reading")
    him.sees("The words now, by Alice", HER_LATE)
    expect(him.field("Your line")).to_have_value(HIS_LATE)
    him.forgives("409 (Conflict)")
    him.presses("Save mine instead")
    are_at("Line 4 of 12", him)
    for who in (her, him):
        expect(live(who).locator(".line > .words")).to_have_text(HIS_LATE)


def he_takes_a_break(her: Visitor, him: Visitor, house_clock: Clock) -> None:
    him.presses("Next line")
    are_at("Line 5 of 12", her, him)
    him.presses("Take a break")
    for who in (her, him):
        show("A break until", who)
        expect(live(who).locator("[data-left]")).to_have_text(re.compile(r"\d+ minutes left"))
    her.sees_nothing_of(LINES[4])
    her.presses("Start counting")
    expect(live(her).locator("[data-breath]")).to_have_text(re.compile("In|Out"))
    house_clock.set(clock.now() + timedelta(minutes=20))
    are_at("Line 5 of 12", her, him)


def he_loses_the_connection(her: Visitor, him: Visitor) -> None:
    loses_the_connection(him)
    away = "No connection. The page updates when you’re back online."
    expect(told(him)).to_have_text(away, timeout=15_000)  # two requests, and two seconds between them
    him.presses("It fits")
    expect(told(him)).to_have_text("Try again when you’re online. That wasn’t sent.")
    show(LINES[4], him)
    her.presses("Next line")
    are_at("Line 6 of 12", her)
    her.presses("Delete line")
    show("Deleted from the draft.", her)
    are_at("Line 5 of 12", him)
    gets_it_back(him)
    are_at("Line 6 of 12", him)
    show("Deleted from the draft.", him)
    expect(told(him)).not_to_contain_text("No connection")
    forgets_lost_requests(him)


def one_lets_go_and_the_other_brings_back(her: Visitor, him: Visitor) -> None:
    him.presses("Bring it back")
    for who in (her, him):
        expect(live(who).get_by_role("button", name="It fits")).to_be_visible()
        show(LINES[5], who)


def she_lets_one_go_for_good(her: Visitor, him: Visitor) -> None:
    her.presses("Next line")
    are_at("Line 7 of 12", her, him)
    her.presses("Delete line")
    show("Deleted from the draft.", him)
    him.presses("Next line")
    are_at("Line 8 of 12", her, him)
    show(LINES[7], her)


def he_puts_one_on_the_talk_list(her: Visitor, him: Visitor) -> None:
    him.presses("Put it on our talk list")
    for who in (her, him):
        show("It’s on your talk list.", who)


def they_come_to_the_end(her: Visitor, him: Visitor) -> None:
    for number in (9, 10, 11, 12):
        her.presses("Next line")
        are_at(f"Line {number} of 12", her, him)
    him.presses("To the end")
    are_at("You’ve come to the end", her, him)
    for who in (her, him):
        show("Lines marked “Let’s talk”", who)
        show(LINES[0], who)
        changed, gone = (live(who).locator(f"h2:text-is('{name}') ~ .line") for name in ("Changed", "Deleted"))
        for number in range(3):
            expect(changed.nth(number).locator("ins, del").first).to_be_visible()
        expect(gone.first).to_contain_text(LINES[6])
        who.unfolds("7 lines stay as they are")
        show(LINES[5], who)
        who.judges(once=False)


def each_signs(her: Visitor, him: Visitor) -> None:
    her.presses("Make ready to sign")
    are_at("Ready to sign", her, him)
    signs(her, "Alice")
    are_at("You’ve signed this", her)
    are_at("Ready to sign", him)
    signs(him, "Bob")
    # She did nothing: it came to her screen by itself.
    are_at("In force from today", her, him)
    for who in (her, him):
        expect(live(who).locator(".paper")).to_contain_text("Alice")
        expect(live(who).locator(".paper")).to_contain_text("Bob")
        expect(who.page.get_by_text("Sharing one phone?", exact=True)).to_be_hidden()
        who.judges(once=False)
        who.presses("Open agreement")
        who.sees("In force since")


def test_four_lines_on_one_phone(visitor: Meet, alice: Person, bob: Person, four: Version, house_clock: Clock) -> None:
    """They hand it over line by line, and each is back where both are. A lone answer is nowhere for the other."""
    phone = visitor("Phone", person=alice)
    begins(phone)
    phone.presses("Let’s talk")
    show("You: Let’s talk", phone)
    switches(phone, bob, house_clock)
    comes_to_it(phone)
    are_at("Line 1 of 4", phone)
    phone.sees_nothing_of("You:", "Alice:")
    phone.presses("It fits")
    show("Alice: Let’s talk", phone)
    phone.presses("Next line")
    are_at("Line 2 of 4", phone)
    phone.presses("It fits")
    show("You: It fits", phone)
    switches(phone, alice, house_clock)
    are_at("Line 2 of 4", phone)
    phone.sees_nothing_of("You:", "Bob:")
    rewrites(phone, SUNDAY)
    phone.presses("Next line")
    are_at("Line 3 of 4", phone)
    switches(phone, bob, house_clock)
    are_at("Line 3 of 4", phone)
    phone.presses("Previous line")
    show("What’s changed", phone)
    for heading in ("Line 3 of 4", "Line 4 of 4"):
        phone.presses("Next line")
        are_at(heading, phone)
    phone.presses("Delete line")
    phone.presses("To the end")
    show("One line stays as it is", phone)
    phone.presses("Make ready to sign")
    are_at("Ready to sign", phone)
    signs(phone, "Bob")
    are_at("You’ve signed this", phone)
    switches(phone, alice, house_clock)
    are_at("Ready to sign", phone)
    signs(phone, "Alice")
    are_at("In force from today", phone)
    assert Version.unscoped.get(state=State.IN_FORCE).number == 2


def switches(phone: Visitor, to: Person, house_clock: Clock) -> None:
    house_clock.set(clock.now() + timedelta(minutes=6))  # codes by mail are counted
    phone.unfolds("Sharing one phone?")
    phone.presses("Switch person")
    phone.reads("Sign in")
    phone.sees_nothing_of(*LINES[:4], "Let’s talk")
    signs_in(phone, to)


def test_four_lines_with_one_screen_that_runs_no_script(
    visitor: Meet, alice: Person, bob: Person, four: Version, house_clock: Clock
) -> None:
    plain, him = visitor("Alice", person=alice, java_script_enabled=False), visitor("Bob", person=bob, screen=DESK)
    begins(plain)
    comes_to_it(him)
    him.presses("It fits")
    show("You: It fits", him)
    plain.presses("See what’s new")
    plain.sees_nothing_of("You:", "Bob:")
    plain.presses("Let’s talk")
    show("Bob: It fits", plain)
    show("Alice: Let’s talk", him)
    him.presses("Next line")
    are_at("Line 2 of 4", him)
    # Her page is older: pressed there, it moves nobody twice.
    plain.presses("Next line")
    are_at("Line 2 of 4", plain, him)
    rewrites(him, SUNDAY)
    plain.presses("It fits")
    plain.sees("The words changed while you were reading")
    plain.forgives("409 (Conflict)")
    plain.opens("/review/")
    show("What’s changed", plain)
    him.presses("Take a break")
    show("A break until", him)
    plain.presses("Delete line")
    plain.sees("You’re both on a break")
    plain.forgives("409 (Conflict)")
    plain.opens("/review/")
    plain.sees("A break until")
    expect(plain.page.get_by_role("button", name="Start counting")).to_be_hidden()
    house_clock.set(clock.now() + timedelta(minutes=20))
    are_at("Line 2 of 4", him)
    plain.presses("See what’s new")
    for heading in ("Line 3 of 4", "Line 4 of 4"):
        plain.presses("Next line")
        are_at(heading, plain, him)
    plain.presses("Delete line")
    show("Deleted from the draft.", him)
    him.presses("To the end")
    are_at("You’ve come to the end", him)
    plain.presses("See what’s new")
    plain.presses("Make ready to sign")
    are_at("Ready to sign", plain, him)
    signs(plain, "Alice")
    are_at("You’ve signed this", plain)
    signs(him, "Bob")
    are_at("In force from today", him)
    plain.presses("See what’s new")
    are_at("In force from today", plain)
