"""Who asked to be deleted finds one page: when it will happen, and the way back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .models import Deletion

STAY_OPEN = {
    "couples:deleting",
    "couples:keeping-account",
    "couples:export",
    "couples:export-json",
    "couples:export-page",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


class OnlyTheWayBack:
    """Middleware: for who asked to be deleted, every page of theirs but these leads to the one that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not _is_closed(request, view):
            return None
        if not Deletion.objects.visible_to(request.user).exists():
            return None
        return HttpResponseRedirect(reverse("couples:deleting"), status=303)


def _is_closed(request: HttpRequest, view: Callable[..., Any]) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name == "couples:front":
        return True
    return name not in STAY_OPEN and bool(getattr(view, "login_required", True))
