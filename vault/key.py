"""The row of a data key. It stands apart from the models that are encrypted, because encrypting needs it."""

import uuid
from collections.abc import Collection
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.db import models

from .fate import Fate, stays

wrapped_here: ContextVar[dict[uuid.UUID, bytes | None] | None] = ContextVar("vault_wrapped_here", default=None)
"""The wrapped keys whose rows this request has read, mostly along with others: they need not be asked for again."""


class Key(models.Model):
    """A data key: wrapped, or destroyed. The row stays when the key is gone, so that nothing cascades."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    destroyed_on = models.DateField(null=True)

    fate: ClassVar[Fate] = stays("destroyed and emptied, so that nothing cascades")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="vault_key_wrapped_or_destroyed",
                condition=models.Q(wrapped__isnull=True, destroyed_on__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"key {self.pk}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any) -> Self:
        key = super().from_db(db, field_names, values, **named)
        seen = wrapped_here.get()
        if seen is not None and "wrapped" in key.__dict__:
            seen[key.pk] = None if key.wrapped is None else bytes(key.wrapped)
        return key
