import uuid
from typing import Any, ClassVar, Self

from django.db import models

from .door import Door
from .fields import EncryptedBody
from .keyring import Destroyed


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


class EncryptedModel(models.Model):
    """A row with one encrypted body. Subclasses say whose key in `body_key_id`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = EncryptedBody()

    class Meta:
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        """The id of the key that this row's body is written under."""
        raise NotImplementedError

    @property
    def is_erased(self) -> bool:
        """Whether the key to this row's words has been destroyed."""
        try:
            return self.body is None
        except Destroyed:
            return True


class PrivateModel(EncryptedModel):
    """An encrypted row behind the one door."""

    unscoped: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Door[Self]] = Door()

    class Meta:
        abstract = True
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"

    @classmethod
    def visibility(cls, person: Any) -> models.Q:
        """Which rows `person` may see."""
        raise NotImplementedError
