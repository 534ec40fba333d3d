"""Factors of signing in: passkeys, and codes of an authenticator app. allauth does it, in our words.

Their secrets are encrypted under the key of the person who is signed in while they are made. The key's id stands in the
stored text, so that the half signed in, of whom allauth does not say who they are, can be asked for their code; where
the person's key is destroyed, their secrets are gone too.
"""

import base64
import uuid
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.requests import person_of
from vault.fields import Ciphertext, Place, decrypt, encrypt

LABEL = "factor.secret"
WRONG_CODE = _("Enter the code the app shows now. Each code works once.")
_PASSKEYS = uuid.UUID("4b8f0bf6-5b0c-4e0f-93d0-6d7d9a3ad6f4")


class FactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("First show that your address is yours: we can send you a code."),
    }

    def encrypt(self, text: str) -> str:
        key_id = person_of(context.request).key_id
        stored = encrypt({"secret": text}, key_id=key_id, place=_place_of(key_id))
        return base64.b64encode(stored).decode()

    def decrypt(self, encrypted_text: str) -> str:
        stored = Ciphertext(base64.b64decode(encrypted_text))
        return str(decrypt(stored, _place_of(stored.key_id))["secret"])

    def get_totp_issuer(self) -> str:
        return settings.TWOFOLD_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks, as phones and computers show it: the host's discreet name for this site."""
        return {"id": urlsplit(settings.TWOFOLD_SITE_ROOT).hostname or "", "name": settings.TWOFOLD_SITE_NAME}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Who it is for, by the address alone."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.email}

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Passkeys have no names of people's own: a name would stand in the database in plain words."""
        return "Passkey"


def _place_of(key_id: uuid.UUID) -> Place:
    return Place(LABEL, key_id, (key_id,))


def spend_code(app: Authenticator, code: str) -> bool:
    """Whether a good code of an authenticator app is used for the first time: allauth remembers that in one process
    only. The code of a step is good until a later step's has been used (RFC 6238, 5.2)."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=app.pk)
        secret = FactorsAdapter().decrypt(row.data["secret"])
        near = yield_hotp_counters_from_time()
        step = max((step for step in near if format_hotp_value(hotp_value(secret, step)) == code), default=0)
        if step <= row.data.get("spent", 0):
            return False
        row.data["spent"] = step
        row.save(update_fields=["data"])
    return True


def passkey_id(passkey: Authenticator) -> uuid.UUID:
    """What names a passkey in addresses: not its number, which would count everybody's."""
    return uuid.uuid5(_PASSKEYS, str(passkey.pk))


def passkeys_of(person: Person) -> list[Authenticator]:
    """One's passkeys, the oldest first, each with its `public_id`."""
    found = list(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk"))
    for passkey in found:
        passkey.public_id = passkey_id(passkey)
    return found


def has_app(person: Person) -> bool:
    """Whether codes of an authenticator app are asked for."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())
