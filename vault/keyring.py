"""Wrapping, unwrapping and, for the length of one request, holding data keys.

A data key is 32 random bytes. It is stored only wrapped: AES-256-GCM under a wrapping key from the environment, with
the key's own id as associated data, so that a wrapped key moved to another row does not open. No process keeps
unwrapped keys.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .key import Key, wrapped_here

FORMAT = b"\x01"
KEY_LENGTH = 32
_FINGERPRINT, _NONCE = 8, 12

_held: ContextVar[dict[UUID, bytes] | None] = ContextVar("vault_held_keys", default=None)


class VaultError(Exception):
    """Something in the vault does not open."""


class Destroyed(VaultError):
    """The key is gone for ever, and with it every word under it."""


class Tampered(VaultError):
    """What is stored is not what was stored here: altered, moved, or under an unknown wrapping key."""


def fingerprint(wrapping_key: bytes) -> bytes:
    """The eight bytes that name a wrapping key without telling it."""
    return hashlib.sha256(b"twofold wrapping key" + wrapping_key).digest()[:_FINGERPRINT]


def wrap(key_id: UUID, data_key: bytes) -> bytes:
    """`data_key` under the current wrapping key, bound to `key_id`."""
    wrapping_key = settings.TWOFOLD_VAULT_KEYS[0]
    nonce = os.urandom(_NONCE)
    header = FORMAT + fingerprint(wrapping_key)
    return header + nonce + AESGCM(wrapping_key).encrypt(nonce, data_key, header + key_id.bytes)


def unwrap(key_id: UUID, wrapped: bytes) -> bytes:
    """The data key that `wrapped` holds. Raises Tampered where no wrapping key of this server opens it."""
    header, rest = wrapped[: 1 + _FINGERPRINT], wrapped[1 + _FINGERPRINT :]
    for wrapping_key in settings.TWOFOLD_VAULT_KEYS:
        if header == FORMAT + fingerprint(wrapping_key):
            try:
                return AESGCM(wrapping_key).decrypt(rest[:_NONCE], rest[_NONCE:], header + key_id.bytes)
            except InvalidTag as error:
                raise Tampered("A wrapped key does not open under its wrapping key.") from error
    raise Tampered("A key is wrapped by a wrapping key that this server does not have.")


def is_current(wrapped: bytes) -> bool:
    """Whether `wrapped` is under the first wrapping key, so that rotation may pass it over."""
    return wrapped[: 1 + _FINGERPRINT] == FORMAT + fingerprint(settings.TWOFOLD_VAULT_KEYS[0])


def data_key(key_id: UUID) -> bytes:
    """The data key with that id. Raises Destroyed where it was destroyed or never was."""
    held = _held.get()
    if held is not None and key_id in held:
        return held[key_id]
    wrapped = _wrapped(key_id)
    if wrapped is None:
        raise Destroyed("The key to these words has been destroyed.")
    found = unwrap(key_id, wrapped)
    if held is not None:
        held[key_id] = found
    return found


def _wrapped(key_id: UUID) -> bytes | None:
    seen = wrapped_here.get() or {}
    if key_id in seen:
        return seen[key_id]
    wrapped = Key.objects.filter(pk=key_id).values_list("wrapped", flat=True).first()
    return None if wrapped is None else bytes(wrapped)


def forget(key_id: UUID) -> None:
    """Drops a key from what this request holds."""
    for kept in (_held.get(), wrapped_here.get()):
        if kept is not None:
            kept.pop(key_id, None)


@contextmanager
def held() -> Iterator[None]:
    """Within the block each key is fetched and unwrapped once; afterwards none is kept."""
    keys, wrapped = _held.set({}), wrapped_here.set({})
    try:
        yield
    finally:
        _held.reset(keys)
        wrapped_here.reset(wrapped)


class HoldKeysForRequest:
    """Middleware: one request unwraps a key once, and keeps none of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with held():
            return self.get_response(request)
