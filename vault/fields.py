"""The encrypted body: one JSON object a row, readable only where the row is known.

Stored: format (1) + key id (16) + nonce (12) + AES-256-GCM of the JSON. The associated data are the header, the label
of model and field, the row's UUID, and the UUIDs of whoever the row belongs to, so that bytes moved to another row,
field or model do not open, nor a row that was given to somebody else.
"""

import json
import os
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import IsNull

from . import keyring

_HEADER, _NONCE = 17, 12


@dataclass(frozen=True)
class Place:
    """Where a body stands: the label of its model and field, its row, and whoever that row belongs to."""

    label: str
    row: UUID
    owners: tuple[UUID, ...]

    def associated(self, header: bytes) -> bytes:
        """The associated data of the seal. The label ends at a nought; ids are sixteen bytes each."""
        return header + self.label.encode() + b"\x00" + self.row.bytes + b"".join(owner.bytes for owner in self.owners)


class Ciphertext(bytes):
    """Bytes that are already encrypted: all that may go into SQL, and all that comes out of it."""

    @property
    def key_id(self) -> UUID:
        return UUID(bytes=bytes(self[1:_HEADER]))


def encrypt(body: dict[str, Any], *, key_id: UUID, place: Place) -> Ciphertext:
    """`body` as stored bytes, for that place. Raises Destroyed where the key is gone."""
    header = keyring.FORMAT + key_id.bytes
    nonce = os.urandom(_NONCE)
    plain = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    cipher = AESGCM(keyring.data_key(key_id))
    return Ciphertext(header + nonce + cipher.encrypt(nonce, plain, place.associated(header)))


def decrypt(stored: Ciphertext, place: Place) -> dict[str, Any]:
    """The body that `stored` holds for that very place. Raises Destroyed (key gone) or Tampered (altered or moved)."""
    header, nonce, sealed = stored[:_HEADER], stored[_HEADER : _HEADER + _NONCE], stored[_HEADER + _NONCE :]
    if header[:1] != keyring.FORMAT:
        raise keyring.Tampered("The stored bytes are not in a format this server knows.")
    cipher = AESGCM(keyring.data_key(stored.key_id))
    try:
        plain = cipher.decrypt(bytes(nonce), bytes(sealed), place.associated(bytes(header)))
    except InvalidTag as error:
        raise keyring.Tampered(
            "The stored bytes were altered, or belong to another row, field, model or owner."
        ) from error
    body: dict[str, Any] = json.loads(plain)
    return body


class _LazyBody:
    """Decrypts on first reading, where the row and so the associated data are known."""

    def __init__(self, field: "EncryptedBody") -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Ciphertext):
            value = instance.__dict__[name] = decrypt(value, self.field.place_of(instance))
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedBody(models.BinaryField):  # type: ignore[type-arg]
    """A dict on the model, ciphertext in the database. The model says whose key it is written under, by
    `body_key_id()`, and whose row it is, by `body_owners()`."""

    description = "One encrypted JSON object"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs["editable"] = False
        super().__init__(**kwargs)

    def place_of(self, row: Any) -> Place:
        return Place(f"{row.vault_label}.{self.name}", row.pk, row.body_owners())

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            setattr(cls, self.attname, _LazyBody(self))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Ciphertext | None:
        return None if value is None else Ciphertext(bytes(value))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        return encrypt(value, key_id=model_instance.body_key_id(), place=self.place_of(model_instance))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError("An encrypted body is written only by saving its row, and never looked up by its words.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        return IsNull if lookup_name == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("Encrypted bodies are not serialised.")
