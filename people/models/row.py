"""The base of every row that is one person's."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person


class PersonRow(PrivateModel):
    """A row that is its person's only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(PrivateModel.Meta):
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
