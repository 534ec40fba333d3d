"""An export that is being gathered, or stands ready to be fetched."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person

KEPT_FOR = timedelta(hours=1)


class Export(PrivateModel):
    """What a person takes with them, for an hour. The body holds the rooms gathered so far, under the person's key."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)

    @property
    def rooms(self) -> list[dict[str, Any]]:
        return list(self.body.get("rooms", []))
