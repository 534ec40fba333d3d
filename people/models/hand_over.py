"""One phone between two."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person


class HandOver(PrivateModel):
    """Where somebody was when they handed the phone over: in the body, for their own next sign-in, and used once."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField()

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
