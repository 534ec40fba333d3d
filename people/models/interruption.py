"""Where somebody was when their session ended by itself."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from vault.models import PrivateModel

from .person import Person

KEPT_FOR = timedelta(days=7)


class Interruption(PrivateModel):
    """The page that a person had before them and, where a form came too late, what it carried. One a person."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)

    @property
    def path(self) -> str:
        return str(self.body["path"])

    @property
    def fields(self) -> list[tuple[str, str]] | None:
        """Names and values of the form, in their order; None where it was only a page."""
        fields = self.body["fields"]
        return None if fields is None else [(name, value) for name, value in fields]
