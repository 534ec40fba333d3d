"""Where one goes on to, when an address or a form says so: a page of this house, and none that ends a session."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 200


def leads_out(view: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a view, outside of all its decorators, to which nothing ever leads on: it ends the session."""
    view.leads_out = True  # type: ignore[attr-defined]
    return view


def is_onward(place: str) -> bool:
    """Whether that is an address of ours to go on to."""
    if not place.startswith("/") or len(place) > LONGEST:
        return False
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        return False
    try:
        found = resolve(urlsplit(place).path)
    except (Resolver404, ValueError):
        return False
    return not getattr(found.func, "leads_out", False)


def onward(place: str, otherwise: str) -> str:
    """That place where one may go on to it; else the other."""
    return place if is_onward(place) else otherwise
