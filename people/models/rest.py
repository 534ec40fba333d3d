"""A person's own quiet."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person


class Rest(PrivateModel):
    """Somebody has gone quiet: the row is the quiet. To the other it looks like not having written."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
