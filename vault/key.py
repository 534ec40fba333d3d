"""The row of a data key. It stands apart from the models that are encrypted, because encrypting needs it."""

import uuid

from django.db import models


class Key(models.Model):
    """A data key: wrapped, or destroyed. The row stays when the key is gone, so that nothing cascades."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    destroyed_on = models.DateField(null=True)

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
