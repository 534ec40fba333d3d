"""That a person asked to be deleted."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from vault.door import Door
from vault.fate import Fate, goes_with

from .person import Person


class Deletion(models.Model):
    """A person's own wish to be deleted: carried out at `due_at`, and until then taken back by taking the row away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    fate: ClassVar[Fate] = goes_with("person")
    unscoped: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Door[Self]] = Door()

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"
        constraints = (models.CheckConstraint(name="deletion_not_at_once", condition=Q(due_at__gt=F("asked_at"))),)

    def __str__(self) -> str:
        return f"deletion {self.pk}"

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
