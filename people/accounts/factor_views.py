"""How one signs in: the page of it, and allauth's pages for second steps, where ours are to be another way."""

import uuid
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from people.requests import person_of

from .factors import has_app, passkeys_of


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """The address, the password, second steps, sessions."""
    person = person_of(request)
    context = {
        "tab": "more",
        "passkeys": passkeys_of(person),
        "app": has_app(person),
    }
    return render(request, "people/sign_in.html", context)


class OneForm:
    """allauth makes a page's form anew for showing it, and would judge it a second time."""

    _form: Any = None

    def get_form(self, form_class: Any = None) -> Any:
        if self._form is None:
            self._form = super().get_form(form_class)  # type: ignore[misc]
        return self._form


class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Whoever owes a second proof may begin anew with a passkey, which is two."""
        if request.method == "POST":
            clear_login(request)


class AddPasskey(OneForm, AddWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]
        wanted = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
        public_key = options["publicKey"]
        selection = {**public_key.get("authenticatorSelection", {}), **wanted}
        context["options"] = {"publicKey": {**public_key, "authenticatorSelection": selection}}
        return context


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
        """One's own only; where it is not there, that is said before anything is asked."""
        found = [each for each in passkeys_of(person_of(request)) if each.public_id == public_id]
        if not found:
            raise Http404
        self.passkey = found[0]
        return super().dispatch(request)  # type: ignore[no-any-return]

    def get_object(self, queryset: Any = None) -> Authenticator:
        return self.passkey


class ReauthenticateByPasskey(OneForm, ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "options": context["js_data"]["request_options"]}
