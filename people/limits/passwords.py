"""Whether a password is right, asked only so often: ten failing tries in five minutes in a browser that is known to the
address, five for the address and a machine; and after a hundred a day somebody unknown begins with another proof, so
that nobody's tries keep the owner out."""

from datetime import timedelta

from django.http import HttpRequest

from pages.client_address import machine_of
from pages.letters import same_address
from people.actions import counting
from people.models import Person
from people.refusals import BeginOtherwise

from .browsers import known_browser
from .rules import MINUTES_5, Rule, count_or_refuse, mails_are_left, tries_so_far

KNOWN = Rule("password-here", 10, MINUTES_5, lambda _: "")
STRANGE = Rule("password-elsewhere", 5, MINUTES_5, lambda _: "")
DAY = Rule("password-day", 100, timedelta(days=1), lambda _: "")
MACHINE = Rule("password-machine", 30, MINUTES_5, lambda _: "")

Counted = list[tuple[Rule, str]]


def count_password(request: HttpRequest, email: str, *, is_first: bool = False) -> Counted:
    """Counts a try before the password is looked at, so that twenty at once are counted too. Refuses with a calm page.
    `is_first`: nothing else has been shown yet, so that the day's hundred hold too (BeginOtherwise).

    Give what comes back to `forget_password` where the password was right."""
    email = same_address(email)
    if device := known_browser(request, email):
        counted = [(KNOWN, f"{email} {device}")]
    else:
        machine = machine_of(request)
        counted = [(STRANGE, f"{email} {machine}"), (MACHINE, machine), (DAY, email)]
    are_many = is_first and any(rule is DAY and tries_so_far(rule, key) >= rule.most for rule, key in counted)
    # A code is asked for instead only while one can be had: somebody may have used up those of the day too.
    if are_many and mails_are_left(email):
        raise BeginOtherwise
    for rule, key in counted:
        if rule is DAY:
            counting.count_try(rule.name, key, rule.lasts)
        else:
            count_or_refuse(rule, key)
    return counted


def forget_password(counted: Counted) -> None:
    """The password was right: only failing tries count."""
    for rule, key in counted:
        counting.forget_try(rule.name, key)


def password_is_right(request: HttpRequest, person: Person, password: str) -> bool:
    """Whether this is the person's password. Counts failing tries as signing in does, and refuses (TooManyTries, a calm
    page) where there were too many. For a form that asks for it again."""
    counted = count_password(request, person.email)
    right = person.check_password(password)
    if right:
        forget_password(counted)
    return right
