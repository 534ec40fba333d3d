"""A passkey without a browser: it makes and signs what a phone would, and can be told to lie."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://localhost:8000"
FLAG = AuthenticatorData.FLAG


class Passkey:
    """One key of one person for one site. `verifies`: whether it asks for a finger or a PIN."""

    def __init__(self, *, verifies: bool = True, origin: str = ORIGIN) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user = b""
        self.origin = origin
        self.flags = FLAG.UP | FLAG.UV if verifies else FLAG.UP

    def add(self, options: dict[str, Any]) -> str:
        """What a browser sends for `options` of the page that adds a passkey."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        data = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key()))
        about = AuthenticatorData.create(sha256(asked["rp"]["id"].encode()), self.flags | FLAG.AT, 0, bytes(data))
        attestation = AttestationObject.create("none", about, {})
        said = self._client_data("webauthn.create", asked["challenge"])
        return self._credential(clientDataJSON=said, attestationObject=bytes(attestation))

    def use(self, options: dict[str, Any], *, user: str | None = None) -> str:
        """What a browser sends for `options` of a page that asks for a passkey; `user`: whose it claims to be."""
        asked = options["publicKey"]
        about = bytes(AuthenticatorData.create(sha256(asked["rpId"].encode()), self.flags, 0))
        said = self._client_data("webauthn.get", asked["challenge"])
        signature = self.key.sign(about + sha256(said), ec.ECDSA(SHA256()))
        handle = self.user if user is None else user
        return self._credential(clientDataJSON=said, authenticatorData=about, signature=signature, userHandle=handle)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _credential(self, **response: bytes | str) -> str:
        own = websafe_encode(self.id)
        coded = {name: websafe_encode(each) if isinstance(each, bytes) else each for name, each in response.items()}
        return json.dumps(
            {"id": own, "rawId": own, "type": "public-key", "response": coded, "clientExtensionResults": {}}
        )
