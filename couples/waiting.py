"""After a reset by mail alone, what would keep the owner out for good waits until the closing is over."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .calm import calm_page
from .refusals import WaitsAfterReset

# Whoever adds a second step, or another address, cannot be put out again by a code in a mail.
WAIT = {"account_email", "mfa_activate_totp", "mfa_add_webauthn"}


class WaitAfterReset:
    """Middleware: these pages are closed as long as what was written before the reset is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in WAIT or not request.user.is_authenticated or request.user.closed_until is None:
            return None
        return calm_page(request, WaitsAfterReset())
