"""What this person has just done, said once at the top of their next Today. Kept in their own session, like a message;
but no page in between shows it, since that one says it at length."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEALED, OPENED, SIGNED, JOINED = "sealed", "opened", "signed", "joined"
"""That they joined has a Today of its own, and no sentence."""
SAID = {
    SEALED: _("That’s sealed, and your part’s done."),
    OPENED: _("You’ve opened your answers. You don’t have to talk about them today."),
    SIGNED: _("You’ve signed. Your agreement counts once you’ve both signed the same words."),
}
KEY = "just_now"


def note(request: HttpRequest, what: str) -> None:
    """Keeps that for the next Today of this session; the last one counts."""
    request.session[KEY] = what


def forget(request: HttpRequest) -> None:
    """It has been taken back before it was said."""
    request.session.pop(KEY, None)


def take(request: HttpRequest) -> str:
    """Which of these Today is to say, once; empty where it is none."""
    kept: str = request.session.pop(KEY, "")
    return kept


def sentence(what: str) -> str | Promise:
    """What it says of it."""
    return SAID.get(what, "")
