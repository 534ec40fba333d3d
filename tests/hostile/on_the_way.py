"""Browsers in the middle of something: pages of the sign-in that are there only after a step before."""

import re

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from people.proofs import Proof
from tests.cast import signed_in_by
from tests.mail import arrived
from tests.matrix.sent import sent_to
from tests.matrix.world import World, password_of

# Who owes a second step, a code from a mail, a new password; and who has just said once more that it is them.
ON_THE_WAY = ("half", "signing-up", "resetting", "code-given", "sure")
READS_AS = {"half": "alice", "signing-up": "anonymous", "resetting": "bob", "code-given": "bob", "sure": "bob"}
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def set_out(world: World) -> None:
    """Gives the world a session for each of them."""
    bob = world.people["bob"].email
    steps = {
        "half": [("account/login/", {"login": world.people["alice"].email, "password": password_of("alice")})],
        "signing-up": [("account/signup/", dict(sent_to(world, "anonymous", "account/signup/")))],
        "resetting": [("account/password/reset/", {"email": bob})],
        "code-given": [("account/password/reset/", {"email": bob}), ("account/password/reset/confirm/", {"code": ""})],
        "sure": [("account/reauthenticate/", {"password": password_of("bob")})],
    }
    for who in ON_THE_WAY:
        cache.clear()
        client = signed_in_by(world.people["bob"], Proof.PASSWORD, Proof.INBOX) if who == "sure" else Client()
        for path, said in steps[who]:
            if "code" in said:
                said["code"] = CODE.findall(arrived()[-1].body)[-1]
            assert client.post("/" + path, said).status_code == 302, (who, path)
        world.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    cache.clear()
