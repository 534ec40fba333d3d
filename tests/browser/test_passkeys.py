"""A passkey, with Chromium's own virtual authenticator: added, and alone enough to sign in; all by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from people.models import Person
from tests.browser.conftest import Meet
from tests.browser.signing_in import shows_a_code
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD
from tests.people.second_steps import grown_up

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _passkeys_want_a_name_and_not_an_address(live_server: Any, settings: Any) -> None:
    """The relying party is a name: localhost, and not 127.0.0.1."""
    settings.TWOFOLD_SITE_ROOT = live_server.url.replace("127.0.0.1", "localhost")


def with_phone(who: Visitor, **how: Any) -> Callable[[bool], None]:
    """Gives the browser a place for passkeys. Returns how to say whether the finger is the right one."""
    wire = who.context.new_cdp_session(who.page)
    wire.send("WebAuthn.enable")
    made = wire.send("WebAuthn.addVirtualAuthenticator", {"options": {**PHONE, **how}})

    def finger(right: bool) -> None:
        told = {"authenticatorId": made["authenticatorId"], "isUserVerified": right}
        wire.send("WebAuthn.setUserVerified", told)

    return finger


def presses_by_keyboard(who: Visitor, name: str) -> None:
    """Tabs there, as somebody without a mouse does, and presses Enter."""
    target = who.page.get_by_role("button", name=name, exact=True).or_(
        who.page.get_by_role("link", name=name, exact=True)
    )
    for _ in range(40):
        who.page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            who.page.keyboard.press("Enter")
            return
    raise AssertionError(f"No way by keyboard to {name}")


def signs_in(who: Visitor, person: Person) -> None:
    who.opens("/account/login/")
    who.writes("Email address", person.email)
    who.writes("Password", PASSWORD)
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")


def signs_out(who: Visitor) -> None:
    who.opens("/more/")
    with who.page.expect_navigation():
        presses_by_keyboard(who, "Sign out")


def adds_a_passkey(who: Visitor) -> None:
    who.opens("/sign-in/")
    who.reads("Ways in")
    presses_by_keyboard(who, "Add a passkey")
    who.reads("Confirm it’s you")
    who.writes("Your password, an app code or your paper key", PASSWORD)
    who.page.keyboard.press("Enter")
    who.reads("Add a passkey")
    presses_by_keyboard(who, "Add a passkey")
    who.reads("Ways in")
    who.sees("Remove the passkey from")
    who.judges(once=False)


def test_a_passkey_is_enough_and_the_password_is_not(visitor: Meet, alice: Person, live_server: Any) -> None:
    root = live_server.url.replace("127.0.0.1", "localhost")
    who = visitor("Alice", base_url=root)
    finger = with_phone(who)
    signs_in(who, alice)
    shows_a_code(who)
    adds_a_passkey(who)
    grown_up()

    signs_out(who)
    who.opens("/account/login/")
    who.reads("Sign in")
    presses_by_keyboard(who, "Sign in with a passkey")
    expect(who.page).to_have_url(re.compile("/today/$"))
    who.sees("Ask your partner to join")

    signs_out(who)
    signs_in(who, alice)
    who.reads("One more thing, or carry on without")
    finger(False)
    presses_by_keyboard(who, "Use a passkey")
    who.sees("No passkey was used, and nothing has changed.")
    who.judges(once=False)
    finger(True)
    presses_by_keyboard(who, "Use a passkey")
    expect(who.page).to_have_url(re.compile("/today/$"))
    who.sees("Ask your partner to join")


def test_without_javascript_the_other_ways_are_there(visitor: Meet, alice: Person) -> None:
    who = visitor("Alice", java_script_enabled=False)
    who.opens("/account/login/")
    expect(who.page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    signs_in(who, alice)
    shows_a_code(who)
    expect(who.page).to_have_url(re.compile("/today/$"))
    who.opens("/sign-in/passkeys/")
    who.writes("Your password, an app code or your paper key", PASSWORD)
    who.presses("Continue")
    expect(who.page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    who.sees("This browser can’t use passkeys")
