"""The rules, before and after each view."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from pages.refusal_pages import refusal_page
from pages.refusals import TooManyTries

from . import rules
from .browsers import leave_mark


class CountTries:
    """Middleware: refuses what was tried too often with a calm page, and makes a browser a known one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match is not None:
            rules.count_after(request, request.resolver_match.view_name, response.status_code)
        leave_mark(request, response)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        assert request.resolver_match is not None
        try:
            rules.count_before(request, request.resolver_match.view_name)
        except TooManyTries as refused:
            return refusal_page(request, refused)
        return None
