import uuid
from typing import Any, ClassVar, Self

from django.db import models

from .door import Door
from .fate import Fate
from .fields import EncryptedBody
from .key import Key
from .keyring import Destroyed

__all__ = ["EncryptedModel", "Key", "PrivateModel"]


class EncryptedModel(models.Model):
    """A row with one encrypted body. A subclass says whose key in `body_key_id`, whose row it is in `body_owners`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = EncryptedBody()

    vault_label: ClassVar[str]
    """The model's name in the seal of its bodies. It never changes again, or what was written cannot be read; where the
    model lives and what it is called may change."""
    fate: ClassVar[Fate]

    class Meta:
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        """The id of the key that this row's body is written under."""
        raise NotImplementedError

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        """The persons, couples or rows that this row belongs to, by the ids in its own columns: they are part of the
        seal, so that a row which is given to somebody else by hand does not open."""
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
