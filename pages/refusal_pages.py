"""Turns every refusal of a room into a calm page that says what is true now. Nothing was changed, nothing was lost."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vault.keyring import Destroyed, Tampered

from .refusals import Refused, TooManyTries, WordsDamaged, WordsErased

OF_THE_VAULT = ((Destroyed, WordsErased), (Tampered, WordsDamaged))
NOT_KEPT = ("password", "code", "csrf", "credential")

log = logging.getLogger(__name__)


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    if isinstance(refused, TooManyTries):
        return render(request, "429.html", {"kept": _kept(request)}, status=refused.status)
    return render(request, "pages/refused.html", {"refused": refused}, status=refused.status)


def not_saved_page(request: HttpRequest, refused: Refused, typed: str, **context: Any) -> HttpResponse:
    """A refusal with the words that came with it, to be copied. `context`: where the sheet leads back to."""
    context |= {"refused": refused, "typed": typed.strip()}
    return render(request, "pages/not_saved.html", context, status=refused.status)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, for another try with one press. Never a password or a code."""
    return [(name, str(said)) for name, said in request.POST.items() if not any(word in name for word in NOT_KEPT)]


def _only_by_a_form(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Somebody arrived by a link, or after signing in again, where only a form leads: a page instead of a blank."""
    page = render(request, "405.html", status=response.status_code)
    page["Allow"] = response["Allow"]
    return page


class RefusalPages:
    """Middleware: a refusal that no view answered for itself becomes a calm page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method in ("GET", "HEAD"):
            return _only_by_a_form(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Tampered):
            log.error("A row does not open: %s", exception)
        refused = next((said() for kind, said in OF_THE_VAULT if isinstance(exception, kind)), exception)
        return refusal_page(request, refused) if isinstance(refused, Refused) else None
