"""The proofs of who is at the keyboard, and how many of them are enough. docs/safety.md tells why. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

YOUNG = timedelta(days=30)
YOUNG_RESET = timedelta(days=14)
WAIT = timedelta(days=14)
FRESH_ACCOUNT = timedelta(hours=24)


class Proof(StrEnum):
    """What somebody can show. Each value is stored: it never changes."""

    PASSWORD = "password"  # noqa: S105 - a name
    INBOX = "inbox"
    KEY = "key"
    FACTOR = "factor"
    PASSKEY = "passkey"
    BROWSER = "browser"


NAMES = {
    Proof.PASSWORD: _("your password"),
    Proof.INBOX: _("a code from your email"),
    Proof.KEY: _("your paper key"),
    Proof.FACTOR: _("an app code"),
    Proof.PASSKEY: _("a passkey"),
    Proof.BROWSER: _("this browser"),
}


@dataclass(frozen=True)
class Given:
    """One proof that was shown: what it counts as today, and since when it exists where that is less than 30 days."""

    proof: Proof
    made_at: datetime | None = None


def counted(given: Iterable[Given]) -> frozenset[Proof]:
    """The independent proofs among those that were shown."""
    return frozenset(each.proof for each in given)


def are_enough(proofs: Collection[Proof]) -> bool:
    """Whether these make a full sign-in: two of them, or a passkey, which has asked for the device's PIN or finger."""
    return Proof.PASSKEY in proofs or len(proofs) > 1


def the_one(proofs: Collection[Proof]) -> str:
    """The proof of a small sign-in; empty where none is known."""
    return min(proofs, default="")


def all_older(given: Iterable[Given], moment: datetime) -> bool:
    """Whether everything that was shown existed before `moment`."""
    return all(each.made_at is None or each.made_at < moment for each in given)
