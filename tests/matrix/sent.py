"""What a POST of the matrix sends: to each address what its own form would send, whoever is asking."""

from collections.abc import Mapping
from typing import Any

from .world import World, password_of, signing_of

Sent = Mapping[str, Any]

NEW_PASSWORD = "zqtyped0password0zq"
# What is typed is marked, so that it can be looked for where nothing typed may be: in sessions and in logs.
TYPED = "zqtyped0words0zq"
WRITTEN = {"hope": TYPED, "give": TYPED, "happened": TYPED, "revision": "1"}
CHECK_IN = {"score": "7", "thanks": TYPED, "revision": "1"}

SENT: dict[str, Sent] = {
    "account/signup/": {"name": TYPED, "email": "finn@example.org", "password1": NEW_PASSWORD, "adult": "on"},
    "account/email/": {"action_add": "", "email": "another@example.org"},
    "account/password/reset/": {"email": "nobody@example.org"},
    "looks/": {"veil": "on", "theme": ""},
    "today/folds/": {"leaf": "next-what-it-is-and-isnt"},
    "address/": {"private": "yes", "mail": "some", "mail_hour": "12", "zone": "UTC"},
    "track/": {"track": "both"},
    "hand-over/": {"back": "/plan/9/"},
    "invitation/look-again/": {"day": "2027-04-01"},
    "settings/": {"name": TYPED, "zone": "UTC", "mail_hour": "12"},
    "reminders/": {"mail": "on"},
    "agreement/clauses/": {"text": TYPED, "topic": "", "clause": "5b7d0d5e-7f4c-4e0a-9a55-000000000000"},
    "agreement/clauses/LINE/": {"text": TYPED, "topic": "", "seen": "1"},
    "agreement/clauses/LINE/removal/": {"seen": "1"},
    "agreement/own-lines/": {"text": TYPED, "topic": "", "clause": "5b7d0d5e-7f4c-4e0a-9a55-000000000001"},
    "agreement/own-lines/OWN-LINE/": {"text": TYPED, "topic": "", "seen": "1"},
    "agreement/own-lines/OWN-LINE/sharing/": {"seen": "1"},
    "agreement/review-day/": {"review_on": "2027-04-20"},
    "plan/3/": WRITTEN,
    "plan/3/draft/": WRITTEN,
    "plan/3/seal/": {"revision": "1"},
    "plan/3/look-again/": {"day": "2027-04-01"},
    "plan/9/": WRITTEN,
    "check-ins/rhythm/": {"months": "3", "anchor": "2027-03-20"},
    "check-ins/CHECK-IN/": CHECK_IN,
    "check-ins/CHECK-IN/draft/": CHECK_IN,
    "check-ins/CHECK-IN/seal/": {"revision": "1"},
    "check-ins/CHECK-IN/look-again/": {"day": "2027-04-01"},
    "check-ins/EARLIER-CHECK-IN/": CHECK_IN,
}


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
