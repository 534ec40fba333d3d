"""The browsers in which somebody has signed in before (OWASP calls it device cookies).

The cookie holds a few marks. A mark is a random number and an HMAC of it with an e-mail address: whoever reads it
learns nothing, it lets nobody in, and only with the address at hand can the server say whether they belong together. It
does so without the database, so that it takes as long for an address that nobody has here.
"""

import base64
import binascii
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from pages.letters import same_address

NUMBER, MARK = 12, 32
MOST_MARKS = 4
YEAR = 365 * 24 * 3600


def known_browser(request: HttpRequest, email: str) -> str:
    """The number under which this browser is known to that address; empty where it is not."""
    found = ""
    for number in _marks(request):
        if constant_time_compare(number, _mark(number[:NUMBER], email)):
            found = number[:NUMBER].hex()
    return found


def remember_browser(request: HttpRequest, email: str) -> None:
    """Has the response make this browser a known one: somebody has just shown that the address is theirs."""
    if not known_browser(request, email):
        request._new_browser = email  # type: ignore[attr-defined]


def leave_mark(request: HttpRequest, response: HttpResponse) -> None:
    """Puts what `remember_browser` asked for into the response."""
    email = getattr(request, "_new_browser", None)
    if email is None:
        return
    marks = [_mark(secrets.token_bytes(NUMBER), email), *_marks(request)][:MOST_MARKS]
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        base64.urlsafe_b64encode(b"".join(marks)).decode().rstrip("="),
        max_age=YEAR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark(number: bytes, email: str) -> bytes:
    said = number + same_address(email).encode()
    return number + salted_hmac("people.browser", said, algorithm="sha256").digest()


def _marks(request: HttpRequest) -> list[bytes]:
    said = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    size = NUMBER + MARK
    try:
        raw = base64.b64decode(said + "=" * (-len(said) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return []
    if len(raw) % size or len(raw) > size * MOST_MARKS:
        return []
    return [raw[at : at + size] for at in range(0, len(raw), size)]
