"""Signing out by itself: where nothing has happened for a while, the session has ended, and the server says so.

What a person does counts: pages they open, forms they send, words that are kept as they type. What a page asks of its
own accord does not. `static/js/idle.js` warns beforehand and says that somebody who only reads is still there.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse

import clock
from pages.numbers import small_number
from people import actions
from people.at_hand import is_small
from people.requests import person_of

WARNING_SECONDS = 120
# What a person does is written down at most so often. So one is signed out up to that much later, and never earlier.
STAMP_SECONDS = 60
LAST = "last_input"
IN_SITTING = "in_sitting"
# Passwords and codes are not kept, and the pages that ask for them begin anew.
NOT_KEPT = "/account/"


class IdleSignOut:
    """Middleware, below Django's for CSRF and for who is signed in, above the one that asks to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "_ends_after_this", False):
            return _sign_out(request)
        if hasattr(request, "user") and request.user.is_authenticated and LAST not in request.session:
            note_input(request.session)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if seconds_left(request.session) <= 0:
            return _end(request, view)
        if is_input(request):
            note_input(request.session, seconds_ago(request))
            _note_sitting(request, view)
        return None


def seconds_left(session: SessionBase) -> int:
    """Until this session ends by itself."""
    last = session.get(LAST)
    # A stamp from the future is as good as one that is as old: neither keeps a session longer.
    idle = 0 if last is None else abs(_now() - last)
    return idle_seconds(session) + STAMP_SECONDS - idle


def idle_seconds(session: SessionBase) -> int:
    """How long nothing may happen: longer where the page that somebody was on last is one of a sitting of two."""
    return int(settings.TWOFOLD_IDLE_SECONDS_IN_SITTING if IN_SITTING in session else settings.TWOFOLD_IDLE_SECONDS)


def note_input(session: SessionBase, ago: int = 0) -> None:
    """Somebody did something so many seconds ago. Writes the session only where the last stamp is a minute older."""
    at, last = _now() - ago, session.get(LAST, 0)
    if last > _now() or at - last >= STAMP_SECONDS:
        session[LAST] = at


def in_sitting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view of a sitting of two: from it on, until another page is opened, a session lasts longer."""
    view.in_sitting = True  # type: ignore[attr-defined]
    return view


def stays_where_it_is(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view that a page asks in the background: by asking it nobody goes anywhere."""
    view.stays_where_it_is = True  # type: ignore[attr-defined]
    return view


def _note_sitting(request: HttpRequest, view: Any) -> None:
    if getattr(view, "in_sitting", False):
        if IN_SITTING not in request.session:
            request.session[IN_SITTING] = True
    elif not getattr(view, "stays_where_it_is", False):
        request.session.pop(IN_SITTING, None)


def seconds_ago(request: HttpRequest) -> int:
    """How long ago it was, as the page says that tells it, maybe after a sleep. Believed, since it can only make the
    stamp older, and none is moved back."""
    return small_number(request.headers.get("X-Seconds-Ago", "")) or 0


def _now() -> int:
    return int(clock.now().timestamp())


def is_input(request: HttpRequest) -> bool:
    """Whether a person did this, and not a timer, a poll or a browser that fetches ahead."""
    if "X-Timer" in request.headers or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    return request.method == "POST" or not _asks_from_a_script(request)


def _asks_from_a_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"


def _end(request: HttpRequest, view: Any) -> HttpResponse | None:
    """Ends the session, and leads to the sign-in; a page for anybody is simply read by nobody in particular."""
    if _asks_from_a_script(request):
        # The page that asked goes on to itself, and by that to the sign-in.
        return HttpResponseForbidden(headers={"HX-Refresh": "true"})
    if request.method == "POST" and is_small() and getattr(view, "kept_at_the_end", False):
        request._ends_after_this = True  # type: ignore[attr-defined]
        return None
    person, is_open = person_of(request), not getattr(view, "login_required", True)
    fields = None
    if request.method == "POST" and not request.path.startswith(NOT_KEPT) and not getattr(view, "never_resent", False):
        fields = _words_of(request)
    # The page that offers what is kept may not take its place.
    if not is_open and not is_small() and not request.path.startswith(reverse("people:where")):
        actions.keep_where(person, request.get_full_path(), fields)
    if not is_small():
        actions.drop_export(person)
    if is_open:
        logout(request)
        return None
    return _sign_out(request)


def _sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(f"{reverse('account_login')}?next={reverse('people:where')}&idle=1")


def kept_at_the_end(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view whose form still goes through when the small sign-in that sends it has just ended by itself:
    nothing else would keep its words."""
    view.kept_at_the_end = True  # type: ignore[attr-defined]
    return view


def _words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form carried, without what proves who sent it."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
