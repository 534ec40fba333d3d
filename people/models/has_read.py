"""What somebody has been shown once."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person


class HasRead(PrivateModel):
    """A page that comes once before another, and that this person has gone on from."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="hasread_once", fields=("person", "page")),)

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
