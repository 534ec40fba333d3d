"""What a POST of the matrix sends: to each address what its own form would send, whoever is asking."""

from collections.abc import Mapping
from typing import Any

from .rows import ROOMS
from .typed import NEW_PASSWORD, TYPED
from .world import World, password_of, signing_of

Sent = Mapping[str, Any]

SENT: Mapping[str, Sent] = {path: sent for room in ROOMS for path, sent in room.SENT.items()}


def sent_to(world: World, who: str, path: str) -> Sent:
    """The form for `path`. Passwords are one's own; a signature is for the words that bob's page shows."""
    own = password_of(who)
    if path == "account/login/":
        return {"login": world.people["bob"].email, "password": password_of("bob")}
    if path in ("account/reauthenticate/", "settings/space/", "settings/account/"):
        return {"password": own}
    if path == "account/password/change/":
        return {"oldpassword": own, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    if path == "agreement/signing/":
        offered = signing_of(world.people["bob"])
        if offered is None:
            return {}
        version, sha256, shown = offered
        return {"version": str(version.pk), "sha256": sha256, "shown": shown, "meant": "on", "name": TYPED}
    return SENT.get(path, {})
