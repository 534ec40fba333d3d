"""Signing in: allauth's pages, and those of its second steps that are wanted. The names are those by which it asks."""

from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import login_webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from people.requests import recently_authenticated

from .factor_views import AddPasskey, ReauthenticateByPasskey, RecoveryCodes, RemovePasskey, sign_in

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/login/step/", authenticate, name="mfa_authenticate"),
    path("account/login/passkey/", login_not_required(login_webauthn), name="mfa_login_webauthn"),
    path("account/reauthenticate/code/", reauthenticate, name="mfa_reauthenticate"),
    path("account/reauthenticate/passkey/", ReauthenticateByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sign-in/", sign_in, name="mfa_index"),
    path("sign-in/app/", activate_totp, name="mfa_activate_totp"),
    path("sign-in/app/removal/", deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/codes/", recently_authenticated(RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path("sign-in/codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sign-in/passkeys/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/<uuid:public_id>/removal/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
