"""Two gates before every page: by one proof alone, only what that may; and who asked to be deleted finds one page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from .at_hand import is_small, small_proof
from .marks import is_deletion_pending
from .proofs import NAMES, Proof
from .requests import person_of

# Of allauth's pages; ours say so themselves, by `open_while_deletion_pends`.
STAY_OPEN = {"account_logout", "account_reauthenticate", "mfa_reauthenticate_webauthn"}
# Of allauth's pages, those that only lead on, and the way out.
OPEN_IN_SMALL = {"account_logout", "account_login", "account_signup", "second_proof"}
FRONT = "/"


def open_while_deletion_pends(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view that stays open to who asked to be deleted."""
    view.open_while_deletion_pends = True  # type: ignore[attr-defined]
    return view


def open_in_small(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view that stays open to who signed in with one proof: it shows nothing that was there before."""
    view.open_in_small = True  # type: ignore[attr-defined]
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
        if is_small() or _stays_open(request, view) or not is_deletion_pending(person_of(request)):
            return None
        return HttpResponseRedirect(reverse("people:deleting"), status=303)


class OnlyWhatOneProofMay(Gate):
    """In a small sign-in every page that does not say otherwise is one that says what is missing: nothing earlier
    shows, and nothing that a page of tomorrow may show."""

    def answer(self, request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
        if not is_small() or _is_open_in_small(request, view):
            return None
        context = {"by": name_of(small_proof()), "back_url": "/today/", "back_label": gettext("Back")}
        return render(request, "people/one_proof.html", context, status=HTTPStatus.FORBIDDEN)


def name_of(proof: str) -> str:
    """Such as "your password"."""
    return str(NAMES[Proof(proof)]) if proof else gettext("one proof")


def _is_open_in_small(request: HttpRequest, view: Callable[..., Any]) -> bool:
    is_for_anybody = not getattr(view, "login_required", True)
    return is_for_anybody or getattr(view, "open_in_small", False) or _name_of(request) in OPEN_IN_SMALL


def _stays_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    is_for_anybody = not getattr(view, "login_required", True) and request.path != FRONT
    return is_for_anybody or getattr(view, "open_while_deletion_pends", False) or _name_of(request) in STAY_OPEN


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
