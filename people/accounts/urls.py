"""Signing in: allauth's pages, and those of its factors that are wanted. The names are those by which it asks."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from .changing_views import Address, anywhere, paper_key, undoing
from .factor_views import (
    AddApp,
    AddPasskey,
    ReauthenticateByPasskey,
    RemoveApp,
    RemovePasskey,
    SignInByPasskey,
    sign_in,
)
from .second_views import becoming_full, second_proof

urlpatterns = [
    path("account/email/", Address.as_view(), name="account_email"),
    path("account/", include("allauth.account.urls")),
    path("account/login/second/", second_proof, name="second_proof"),
    path("account/login/passkey/", login_not_required(SignInByPasskey.as_view()), name="mfa_login_webauthn"),
    path("account/reauthenticate/passkey/", ReauthenticateByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sign-in/", sign_in, name="mfa_index"),
    path("sign-in/second/", becoming_full, name="becoming_full"),
    path("sign-in/app/", AddApp.as_view(), name="mfa_activate_totp"),
    path("sign-in/app/removal/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("sign-in/key/", paper_key, name="paper_key"),
    path("sign-in/anywhere/", anywhere, name="anywhere"),
    path("sign-in/changes/<uuid:change_id>/undoing/", undoing, name="undoing"),
    path("sign-in/passkeys/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/<uuid:public_id>/removal/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
