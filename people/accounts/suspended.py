"""A form that waits for "Is it you?" goes on right after that, or not at all."""

from collections.abc import Callable

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class ForgetSuspended:
    """Middleware: who is asked again because they opened a page, sends no form by their answer. One may still wait from
    before, and somebody else may have sent it in this browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asking = reverse("account_reauthenticate")
        is_asked = response.get("Location", "").startswith(asking) and not request.path.startswith(asking)
        if is_asked and request.method != "POST":
            request.session.pop(STATE_SESSION_KEY, None)
        return response
