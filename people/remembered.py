"""The browsers in which one's password is enough: ticked in a full sign-in, never by default.

The cookie holds random numbers, one for each person who ticked it there; the database their hashes.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pages.devices import kind_of

from .actions import browsers
from .models import Browser, Person
from .models.browser import KEPT_FOR

MOST = 4
BETWEEN = "."


def remembered(request: HttpRequest, person: Person) -> Browser | None:
    """The row of this browser, where `person` has ticked it and used it within 180 days; it counts as used today."""
    return browsers.browser_of(person, _tokens(request))


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Makes this browser one in which the password of `person` is enough."""
    token = secrets.token_urlsafe(32)
    browsers.keep_browser(person, token, kind_of(request.headers.get("User-Agent", "")))
    response.set_cookie(
        settings.REMEMBERED_COOKIE_NAME,
        BETWEEN.join([token, *_tokens(request)][:MOST]),
        max_age=int(KEPT_FOR.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest) -> None:
    """Forgets this browser for everybody who ticked it there: somebody leaves in a hurry."""
    browsers.forget_browsers(_tokens(request))


def _tokens(request: HttpRequest) -> list[str]:
    said = request.COOKIES.get(settings.REMEMBERED_COOKIE_NAME, "")
    return [token for token in said.split(BETWEEN)[:MOST] if token]
