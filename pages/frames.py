"""The frame of a page that anybody may read: tabs for who comes from a room, else the way back to where they were."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext

from .onward import is_onward

ROOMS = {"/today/": "today", "/plan/": "plan", "/agreement/": "agreement", "/check-ins/": "checkins", "/more/": "more"}


def keeps_frame(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a page that is read in passing: no way back leads to it, or two of them would lead to each other."""
    view.keeps_frame = True  # type: ignore[attr-defined]
    return view


def render_in_frame(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """The page, whose template extends `frame`, in the frame of the page that led to it."""
    return render(request, template, {**(context or {}), **_frame_of(request)})


def _frame_of(request: HttpRequest) -> dict[str, Any]:
    place = _place_before(request)
    if request.user.is_authenticated and (tab := ROOMS.get(urlsplit(place).path)):
        return {"frame": "room.html", "tab": tab}
    return {"frame": "sheet.html", **({"back_url": place, "back_label": gettext("Back")} if place else {})}


def _place_before(request: HttpRequest) -> str:
    """The page of this house that led here; empty where none did, or one that is read in passing too."""
    try:
        referrer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    place = referrer.path + (f"?{referrer.query}" if referrer.query else "")
    if referrer.netloc != request.get_host() or not is_onward(place):
        return ""
    return "" if getattr(resolve(referrer.path).func, "keeps_frame", False) else place
