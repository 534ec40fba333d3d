"""What a POST of the matrix sends: to each address what its own form would send, whoever is asking."""

from collections.abc import Mapping
from typing import Any

from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.us import us_of
from people.models import Person
from sealed.piece import Piece
from sealed.reading import draft_of
from together.models import Sitting

from .deeds import cards, signing_of
from .rows import ROOMS
from .typed import NEW_PASSWORD
from .world import World, light, password_of

Sent = Mapping[str, Any]

SENT: Mapping[str, Sent] = {path: sent for room in ROOMS for path, sent in room.SENT.items()}


def sent_to(  # noqa: PLR0911 - a row a form
    world: World, who: str, path: str
) -> Sent:
    """The form for `path`. Passwords and drafts are one's own; a signature is for the words that bob's page shows."""
    own, person = password_of(who), world.people.get(who, world.people["bob"])
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
        words = {"version": str(version.pk), "sha256": sha256, "shown": shown, "meant": "on"}
        return {**words, "name": us_of(person).my_name, "password": own}
    if path == "plan/3/seal/":
        return shown_to(person, light())
    if path == "agreement/cards/1-1/seal/":
        return shown_to(person, cards())
    if path == "check-ins/CHECK-IN/seal/":
        return shown_to(person, CheckInPiece(CheckIn.unscoped.get(pk=world.places["CHECK-IN"])))
    if path.startswith("review/") and path not in SENT:
        of_line = {"line": world.places["LINE"], "seen": "1", "says": "fits"}
        sitting = Sitting.unscoped.first()
        return {"seen": sitting.place if sitting else "", "to": ""} if path == "review/place/" else of_line
    return SENT.get(path, {})


def shown_to(person: Person, piece: Piece) -> Sent:
    """What tells which words the page for sealing shows to that person."""
    draft = draft_of(person, piece)
    return {"shown": draft.fingerprint} if draft else {}
