"""When to bring the invitation up again."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from people.models.person import Person
from vault.models import PrivateModel


class LookAgain(PrivateModel):
    """The private day on which somebody on their own looks again at having asked, whatever came of it. No words."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
