"""Two gates before every page: who asked to be deleted finds one page; and after a reset by mail alone, what would keep
the owner out for good waits until the closing is over."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pages.refusal_pages import refusal_page

from .marks import is_deletion_pending
from .refusals import WaitsAfterReset
from .requests import person_of

# Of allauth's pages; ours say so themselves, by `open_while_deletion_pends`.
STAY_OPEN = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
# Whoever adds a second step, or another address, cannot be put out again by a code in a mail.
WAIT = {"account_email", "mfa_activate_totp", "mfa_add_webauthn"}
FRONT = "/"


def open_while_deletion_pends(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view that stays open to who asked to be deleted."""
    view.open_while_deletion_pends = True  # type: ignore[attr-defined]
    return view


class Gate:
    """Middleware that looks at a request before its view, and may answer in its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        return self.answer(request, view) if request.user.is_authenticated else None

    def answer(self, request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
        """What somebody signed in gets in place of the view; nothing where they may go on."""
        raise NotImplementedError


class OnlyTheWayBack(Gate):
    """For who asked to be deleted, every page of theirs but a few leads to the one that says when, and how to stay."""

    def answer(self, request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
        if _stays_open(request, view) or not is_deletion_pending(person_of(request)):
            return None
        return HttpResponseRedirect(reverse("people:deleting"), status=303)


class WaitAfterReset(Gate):
    """These pages are closed as long as what was written before the reset is."""

    def answer(self, request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
        if _name_of(request) not in WAIT or person_of(request).withheld_until is None:
            return None
        return refusal_page(request, WaitsAfterReset())


def _stays_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    is_for_anybody = not getattr(view, "login_required", True) and request.path != FRONT
    return is_for_anybody or getattr(view, "open_while_deletion_pends", False) or _name_of(request) in STAY_OPEN


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
