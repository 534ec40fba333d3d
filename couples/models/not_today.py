"""What its reader folded."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from people.models.person import Person
from vault.models import PrivateModel


class NotToday(PrivateModel):
    """A leaf of Today that its reader folded until tomorrow."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=80)
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="nottoday_once", fields=("person", "leaf", "day")),)

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
