"""Signed in with one proof: nothing earlier shows at any address, and nothing changes but what one proof may do."""

import pytest
from django.conf import settings

from people.proofs import Proof
from tests.cast import signed_in_by

from .asking import ask
from .rows import ROWS
from .sent import sent_to
from .world import World

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("world", ["after"], indirect=True)]

# What one proof opens, besides what is open to anybody.
OPEN = {
    "GET today/": "200",
    "POST today/": "405",
    "GET sign-in/second/": "200",
    "POST sign-in/second/": "422",
    "GET aside/": "200",
    "POST aside/": ">asides!",
    "GET aside/ALICES-ASIDE/removal/": "405",
    "POST aside/ALICES-ASIDE/removal/": "404",
    "GET one-proof/quiet/": "405",
    "POST one-proof/quiet/": ">today!",
    "GET one-proof/mail/ending/": "405",
    "POST one-proof/mail/ending/": ">today!",
    "GET agreement/setting-aside/": "200",
    "POST agreement/setting-aside/": ">today!",
    "GET agreement/signature/removal/": "405",
    "POST agreement/signature/removal/": ">today",
    "GET settings/space/": "200",
    "POST settings/space/": ">today!",
    "GET hand-over/": "405",
    "POST hand-over/": ">login",
    "GET staying/": "405",
    "POST staying/": "200",
    "GET where-you-were/": ">today",
    "POST where-you-were/": ">today",
}
# allauth's pages that lead on whoever is signed in.
LEADS_ON = {
    *("account/login/", "account/signup/", "account/logout/", "account/login/second/", "account/login/passkey/"),
    *("account/confirm-email/", "account/password/reset/confirm/"),
}


@pytest.fixture(params=[Proof.PASSWORD, Proof.INBOX])
def small(world: World, request: pytest.FixtureRequest) -> str:
    client = signed_in_by(world.people["alice"], request.param)
    who = f"alice, by {request.param}"
    world.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return who


def test_nothing_earlier_shows_and_nothing_else_changes(world: World, small: str) -> None:
    differing, address = {}, world.people["alice"].email.split("@")[0]
    # A page that was written by this very proof; `tests/matrix/story.py` writes it by the inbox.
    again = {"aside/": {"zqalice0aside0zq"}} if small.endswith(Proof.INBOX) else {}
    for row in ROWS:
        data = sent_to(world, "alice", row.path) if row.method == "POST" else None
        found = ask(world, small, row.method, row.at(world), data)
        assert world.canaries.leaked(found.page(), "anonymous") <= {address} | again.get(row.path, set()), row.path
        name = f"{row.method} {row.path}"
        wanted = {OPEN.get(name, "403"), *([] if name in OPEN else _as_anybody(world, row))}
        if name == "POST aside/ALICES-ASIDE/removal/" and again:
            wanted = {">asides"}  # another sign-in wrote it: there it stays
        if found.short not in wanted:
            differing[name] = found.short
    assert differing == {}


def _as_anybody(world: World, row) -> list[str]:
    """What a page that is open to anybody answers; nothing where it asks to sign in."""
    short = row.expected("anonymous", world.state)
    if row.path in LEADS_ON:
        return [row.expected("alice", world.state)]
    return [] if short == ">login" else [short, row.expected("alice", world.state).rstrip("!")]
