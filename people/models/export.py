"""An export that is being gathered, or stands ready to be fetched."""

from datetime import timedelta
from typing import Any

from django.db import models

from .person import Person
from .row import PersonRow

KEPT_FOR = timedelta(hours=1)


class Export(PersonRow):
    """What a person takes with them, for an hour. The body holds the rooms gathered so far, under the person's key."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)

    vault_label = "export"

    @property
    def rooms(self) -> list[dict[str, Any] | None]:
        """What each room has handed over so far; None of one that has nothing to hand over."""
        return list(self.body.get("rooms", []))
