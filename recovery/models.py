"""What a person did with a piece of the plan. What they write for it stands in `sealed`; what they share, here."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from couples.models import Couple, live_partner_of
from people.models import PersonRow

ROOM = "recovery"
ACTIVITY_LENGTH = 64


class Done(PersonRow):
    """That a person is done with a piece for now: their own mark, and nobody else's business."""

    activity = models.SlugField(max_length=ACTIVITY_LENGTH, db_index=False)
    day = models.DateField()

    vault_label = "done"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="done_once", fields=("person", "activity")),)


class SharedPage(PersonRow):
    """What a person has shared of a piece: a copy of their words as they stood when they pressed the button. The other
    reads it as long as the couple is open; its author, always. `revision` counts how often it was shared anew."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    activity = models.SlugField(max_length=ACTIVITY_LENGTH, db_index=False)
    revision = models.PositiveIntegerField(default=1)
    shared_on = models.DateField()

    vault_label = "shared-page"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="shared_once", fields=("couple", "person", "activity")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person) | live_partner_of(person)

    @property
    def all_words(self) -> Mapping[str, Any]:
        """Nothing where the key is gone."""
        return {} if self.is_erased else super().all_words


class SharedRead(PersonRow):
    """Which revision of the other's page a person is done reading: their own mark, never shown to the other."""

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()

    vault_label = "shared-read"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="shared_read_once", fields=("person", "page")),)
