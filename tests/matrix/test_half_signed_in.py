"""Who has given the password and owes the second step is nobody yet, at every address."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from .asking import ask
from .rows import ROWS
from .sent import sent_to
from .world import World, password_of

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("world", ["before"], indirect=True)]

HALF = "alice, half"


@pytest.fixture
def half(world: World) -> str:
    """Alice's password was right."""
    cache.clear()
    client = Client()
    alice = world.people["alice"]
    answer = client.post("/account/login/", {"login": alice.email, "password": password_of("alice")})
    assert answer["Location"] == "/account/login/second/"
    world.sessions[HALF] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return HALF


def test_every_address_takes_her_for_nobody(world: World, half: str) -> None:
    differing = {}
    for row in ROWS:
        data = sent_to(world, "alice", row.path) if row.method == "POST" else None
        found = ask(world, half, row.method, row.at(world), data)
        own_address = world.people["alice"].email.split("@")[0]
        assert world.canaries.leaked(found.page(), "anonymous") <= {own_address}, row.path
        if found.short != row.expected("anonymous", world.state):
            differing[f"{row.method} {row.path}"] = found.short
    doors = [f"{method} account/login/{way}" for method in ("GET", "POST") for way in ("", "code/")]
    ways_in = dict.fromkeys({*doors} - {"POST account/login/"}, ">second_proof")
    assert differing == {"GET account/login/second/": "200", "POST account/login/second/": "422", **ways_in}
