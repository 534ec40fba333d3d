"""allauth's forms for second steps, with our labels and sentences, and proof against whatever is sent as a passkey."""

import re
import struct
from typing import Any

from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms import OurWords

NO_PASSKEY = _("Try the passkey again, or use something else. It didn’t open anything.")
LONGEST_CREDENTIAL = 20_000
# What the parser meets in a credential that no browser made.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, UnsupportedAlgorithm, struct.error)


class AddAppForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels: dict[str, str | Promise] = {"code": _("Code the app shows now")}


class RemoveAppForm(OurWords, totp.DeactivateTOTPForm):  # type: ignore[misc]
    pass


class PasskeyField(forms.JSONField):
    """What a browser says of a passkey, as it says it. Anything else is one sentence."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(error_messages={"invalid": NO_PASSKEY, "required": NO_PASSKEY})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise ValidationError(NO_PASSKEY, code="invalid")
        try:
            found = super().to_python(value)
        except RecursionError:
            raise ValidationError(NO_PASSKEY, code="invalid") from None
        if found is not None and not (isinstance(found, dict) and isinstance(found.get("response"), dict)):
            raise ValidationError(NO_PASSKEY, code="invalid")
        return found


class AddPasskeyForm(OurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Always a passkey that can be used alone, and asks for a finger, a face or a PIN."""

    credential = PasskeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"], self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["name"] = self.initial["name"]
        self.cleaned_data["passwordless"] = True
        try:
            cleaned: dict[str, Any] = super().clean() or {}
            if "credential" in cleaned:
                cleaned["credential"] = kept(cleaned["credential"])
        except (ValidationError, *MALFORMED):
            raise ValidationError(NO_PASSKEY, code="invalid") from None
        return cleaned


class PasskeyForm(OurWords, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = PasskeyField()

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except MALFORMED:
            raise ValidationError(NO_PASSKEY, code="invalid") from None
        except ValidationError as refused:
            raise ValidationError(NO_PASSKEY if is_about_the_passkey(refused) else refused) from None


class ReauthenticateByPasskeyForm(PasskeyForm):
    reauthenticated = True


class SignInByPasskeyForm(PasskeyForm, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    passwordless = True


def is_about_the_passkey(refused: ValidationError) -> bool:
    """Whether anything but too many tries was the reason."""
    return getattr(refused, "code", None) != "too_many_login_attempts"


def kept(credential: dict[str, Any]) -> dict[str, Any]:
    """Of a passkey that was found good, what signing in needs: neither a maker nor a way of transport."""
    response = credential["response"]
    found = {
        "id": credential["rawId"],
        "rawId": credential["rawId"],
        "type": "public-key",
        "response": {name: response[name] for name in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    for text in (found["id"], *found["response"].values()):
        if not re.fullmatch(r"[A-Za-z0-9_=-]+", text):
            raise ValueError("not base64url")
    return found
