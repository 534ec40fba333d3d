import uuid
from typing import Any, ClassVar, Self

from django.db import models

from .door import Door
from .fields import EncryptedBody
from .key import Key
from .keyring import Destroyed

__all__ = ["EncryptedModel", "Key", "PrivateModel"]


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
