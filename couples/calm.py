"""Turns every refusal of a room into a calm page that says what is true now. Nothing was changed, nothing was lost."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .refusals import Refused


def calm_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "couples/refused.html", {"refused": refused}, status=refused.status)


class CalmRefusals:
    """Middleware: a refusal that no view answered for itself becomes a calm page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return calm_page(request, exception) if isinstance(exception, Refused) else None
