"""How one signs in: the page of it, and allauth's pages for second steps, where ours are to be another way."""

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from people.actions import changing
from people.actions.paper_keys import has_key
from people.actions.ways_in import given_of, open_changes
from people.models import What
from people.proofs import Proof
from people.requests import person_of
from people.sessions import given_lately

from .asked import asked_in, note_asked
from .factors import has_app, passkeys_of


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """The address, the password, second steps, sessions."""
    person = person_of(request)
    given, changes = given_lately(request.session), open_changes(person)
    context = {
        "tab": "more",
        "passkeys": passkeys_of(person),
        "app": has_app(person),
        "has_key": has_key(person),
        "changes": [(change, changing.may_undo(change, given)) for change in changes if change.what != What.RESET],
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


class AddApp(ActivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        person = person_of(self.request)
        app = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
        changing.note_factor(person, app, asked_in(self.request))
        return response


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        return _removed(self.request, self.authenticator, "mfa/email/totp_deactivated")


class AddPasskey(OneForm, AddWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        person = person_of(self.request)
        newest = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).latest("pk")
        changing.note_factor(person, newest, asked_in(self.request))
        return response

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

    def form_valid(self, form: Any) -> HttpResponse:
        return _removed(self.request, self.passkey, "mfa/email/webauthn_removed")


class ReauthenticateByPasskey(OneForm, ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        used = form.cleaned_data["credential"]
        note_asked(self.request, given_of(person_of(self.request), Proof.PASSKEY, str(used.pk)).proof)
        return super().form_valid(form)  # type: ignore[no-any-return]

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "options": context["js_data"]["request_options"]}


def _removed(request: HttpRequest, factor: Authenticator, prefix: str) -> HttpResponse:
    """It ends, as `changing.remove_factor` says when, and so do all other sessions."""
    changing.remove_factor(person_of(request), factor, asked_in(request))
    get_adapter(request).send_notification_mail(prefix, person_of(request))
    return redirect("mfa_index")
