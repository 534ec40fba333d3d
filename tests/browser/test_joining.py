"""Becoming two on two phones, a no that looks like nothing, and one phone that goes from hand to hand."""

import re

import pytest
from playwright.sync_api import expect

from agreement import actions as agreement
from agreement.actions import LineWords
from couples import actions as couples
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.browser.conftest import DESK, PHONE, Meet
from tests.browser.signing_in import signs_in, types_password
from tests.browser.visitor import Visitor
from tests.mail import arrived

WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
ALONE = "We tell each other on the same evening."


@WITH_AND_WITHOUT
def test_invite_decline_and_join_on_another_device(visitor: Meet, alice: Person, bob: Person, scripts: bool) -> None:
    agreement.write_own_line(alice, LineWords(ALONE))
    hers = visitor("Alice", person=alice, screen=PHONE, java_script_enabled=scripts)
    his = visitor("Bob", person=bob, screen=DESK, java_script_enabled=scripts)
    link = invites(hers)
    before = hers.page.locator("main").inner_html()

    his.opens(link)
    his.reads("Alice has invited you to try something together")
    his.presses("No, thank you")
    his.reads("That’s fine")
    his.sees_nothing_of("Alice")
    hers.opens("/invitation/")
    assert without_tokens(hers.page.locator("main").inner_html()) == without_tokens(before)

    his.opens(link)
    his.presses("Join")
    his.reads("Share a space with Alice?")
    his.presses("Join")
    his.sees("You’ve both joined")
    his.opens("/agreement/")
    his.sees_nothing_of(ALONE)
    shares_the_line(hers)
    his.opens("/agreement/")
    his.sees(ALONE)


def invites(who: Visitor) -> str:
    who.opens("/invitation/")
    who.reads("Ask your partner to join")
    expect(who.page.get_by_label("When shall we bring this up again?")).not_to_have_value("")
    who.presses("Make the link")
    who.unfolds("Sitting together? Show a QR code")
    code = who.page.get_by_role("img", name="The same link as a QR code")
    expect(code).to_be_visible()
    who.sees("We’ll bring this up again on")
    who.judges(once=False)  # it was another page a moment ago, with the same heading
    box = code.bounding_box()
    assert box
    assert box["width"] == pytest.approx(box["height"], abs=2)
    who.unfolds("Sitting together? Show a QR code")
    return who.page.get_by_label("Your link").input_value()


def shares_the_line(who: Visitor) -> None:
    who.opens("/agreement/")
    who.presses("Lines you wrote on your own")
    who.reads("Lines you wrote on your own")
    who.presses("Share line")
    who.reads("Share this line?")
    who.sees("Bob will see these words at once")
    who.presses("Share line")
    who.reads("Our agreement")


def without_tokens(markup: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", markup)


@WITH_AND_WITHOUT
def test_one_phone_from_hand_to_hand(visitor: Meet, alice: Person, bob: Person, scripts: bool) -> None:
    couples.accept(bob, couples.invite(alice).body["token"])
    words = {"hope": {"value": "a canary that Alice wrote"}}
    sealed.keep(alice, piece_of(catalogue.activity("why-i-am-here")), words)
    phone = visitor("Phone", person=alice, java_script_enabled=scripts)
    phone.opens("/plan/3/seal/")
    phone.reads("Read it over")
    phone.presses("Switch person")
    phone.reads("Sign in")
    assert phone.page.url.endswith("/account/login/")
    assert phone.page.get_by_label("Email address").input_value() == ""
    phone.sees_nothing_of("Alice", "alice@", "canary", "why-i-am-here")

    phone.page.go_back()
    phone.sees_nothing_of("Alice", "canary")
    phone.opens("/account/login/")
    signs_in(phone, bob)
    expect(phone.page).to_have_url(re.compile("/today/$"))
    phone.sees_nothing_of("canary that Alice")
    phone.opens("/more/")
    phone.presses("Switch person")
    signs_in(phone, alice)
    phone.reads("Read it over")
    phone.sees("a canary that Alice wrote")


def test_asking_and_handing_over_by_keyboard(visitor: Meet, alice: Person) -> None:
    hers = visitor("Alice", person=alice)
    hers.opens("/invitation/")
    hers.page.get_by_label("When shall we bring this up again?").focus()
    presses_by_key(hers, "Make the link")
    expect(hers.page.get_by_label("Your link")).to_be_visible()
    hers.opens("/more/")
    presses_by_key(hers, "Switch person")
    expect(hers.page).to_have_url(re.compile("/account/login/$"))


def presses_by_key(who: Visitor, name: str) -> None:
    """Tab until that button has the focus, then Enter."""
    button = who.page.get_by_role("button", name=name, exact=True)
    for _ in range(60):
        who.page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    who.page.keyboard.press("Enter")


def test_a_doubled_press_lands_where_the_first_one_led(visitor: Meet, alice: Person) -> None:
    """On the page of the code the second would find a session that is gone, and a code that is spent."""
    who = visitor("Alice")
    who.opens("/account/login/")
    types_password(who, alice)
    who.presses("Email me a code")
    code = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert code
    who.writes("Code, or your paper key", code[1])
    who.page.get_by_role("button", name="Continue").dblclick(delay=0)
    expect(who.page).to_have_url(re.compile("/today/$"))
    who.sees("Ask your partner to join")


def test_the_link_and_the_words_can_be_copied(visitor: Meet, alice: Person) -> None:
    who = visitor("Alice", person=alice, permissions=["clipboard-read", "clipboard-write"])
    link = invites(who)
    who.presses("Copy link")
    expect(who.page.get_by_role("button", name="Copied")).to_be_visible()
    assert who.page.evaluate("navigator.clipboard.readText()") == link
    who.unfolds("I was hurt")
    who.page.locator("details", has_text="I was hurt").get_by_role("button", name="Copy").click()
    expect(who.page.locator("details", has_text="I was hurt").get_by_role("button")).to_have_text("Copied")
    assert "You can say no." in who.page.evaluate("navigator.clipboard.readText()")


def test_without_scripts_the_whole_link_stands_there(visitor: Meet, alice: Person) -> None:
    who = visitor("Alice", person=alice, java_script_enabled=False)
    link = invites(who)
    assert link.startswith("http")
    expect(who.page.get_by_role("button", name="Copy link")).to_be_hidden()
    box = who.page.get_by_label("Your link")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 1")
