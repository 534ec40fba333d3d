"""Signing in by the pages, fully: with the password, and a code that is mailed on a press."""

import re

from people.models import Person
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD
from tests.mail import arrived


def types_password(who: Visitor, person: Person) -> None:
    who.writes("Email address", person.email)
    who.writes("Password", PASSWORD)
    who.presses("Sign in")


def shows_a_code(who: Visitor) -> None:
    """The second proof."""
    who.reads("One more thing, or carry on without")
    who.presses("Email me a code")
    who.sees("We’ve sent a code")
    code = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert code
    who.writes("Code, or your paper key", code[1])
    who.presses("Continue")


def signs_in(who: Visitor, person: Person) -> None:
    types_password(who, person)
    shows_a_code(who)
