"""Making, destroying and re-wrapping keys."""

import os
import uuid

from django.db import transaction

import clock

from . import keyring
from .models import Key


def make_key() -> Key:
    """A new data key, stored wrapped."""
    key_id = uuid.uuid4()
    return Key.objects.create(pk=key_id, wrapped=keyring.wrap(key_id, os.urandom(keyring.KEY_LENGTH)))


def destroy(key: Key) -> None:
    """Destroys a key for ever: whatever was written under it can no longer be read by anyone. Twice does no harm."""
    destroyed_on = clock.now().date()
    Key.objects.filter(pk=key.pk, wrapped__isnull=False).update(wrapped=None, destroyed_on=destroyed_on)
    keyring.forget(key.pk)
    key.refresh_from_db()


def rewrap_all() -> int:
    """Puts every key under the current wrapping key and returns how many were changed. Bodies are not touched."""
    changed = 0
    for key_id in Key.objects.filter(wrapped__isnull=False).values_list("pk", flat=True):
        with transaction.atomic():
            key = Key.objects.select_for_update().get(pk=key_id)
            if key.wrapped is None or keyring.is_current(bytes(key.wrapped)):
                continue
            key.wrapped = keyring.wrap(key.pk, keyring.unwrap(key.pk, bytes(key.wrapped)))
            key.save(update_fields=["wrapped"])
            changed += 1
    return changed
