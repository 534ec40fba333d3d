"""Signing in: allauth's pages, and those of its factors that are wanted. The names are those by which it asks."""

from allauth.mfa.totp.views import activate_totp, deactivate_totp
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from .factor_views import AddPasskey, ReauthenticateByPasskey, RemovePasskey, SignInByPasskey, sign_in
from .second_views import becoming_full, second_proof

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/login/second/", second_proof, name="second_proof"),
    path("account/login/passkey/", login_not_required(SignInByPasskey.as_view()), name="mfa_login_webauthn"),
    path("account/reauthenticate/passkey/", ReauthenticateByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sign-in/", sign_in, name="mfa_index"),
    path("sign-in/second/", becoming_full, name="becoming_full"),
    path("sign-in/app/", activate_totp, name="mfa_activate_totp"),
    path("sign-in/app/removal/", deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/passkeys/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/<uuid:public_id>/removal/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
