"""How a situation is rated, and how far two ratings are apart. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FINE, DEPENDS, NOT_OK = "fine", "depends", "not-ok"
RATINGS: Mapping[str, str | Promise] = {
    FINE: _("Fine with me"),
    DEPENDS: _("It depends"),
    NOT_OK: _("Not OK"),
}
SAME, CLOSE, APART, DASH = "same", "close", "apart", "dash"


def rating_of(value: Any) -> str:
    """The rating in what is kept for a card; empty where there is none."""
    return str(value.get("rating") or "") if isinstance(value, Mapping) else ""


def note_of(value: Any) -> str:
    return str(value.get("note") or "") if isinstance(value, Mapping) else ""


def how_far(mine: str, theirs: str) -> str:
    """Equal is same; fine against not OK is apart; what depends is close to both. Without both there is a dash."""
    if not (mine in RATINGS and theirs in RATINGS):
        return DASH
    if mine == theirs:
        return SAME
    return CLOSE if DEPENDS in (mine, theirs) else APART
