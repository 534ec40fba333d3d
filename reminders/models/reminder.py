"""The outbox: who asked for mail, and every mail owed. Rows hold ids only; what a mail says is made when it is sent."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from vault.door import Door
from vault.fate import Fate, goes_with

from .outgoing import Outgoing, lawful


class Subscription(models.Model):
    """A person's own wish to get mail: the row is the opt-in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    fate: ClassVar[Fate] = goes_with("person")
    unscoped: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Door[Self]] = Door()

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"subscription {self.pk}"

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)


class Reminder(Outgoing):
    """One mail owed to one person for one occasion, which is the UUID of the row that it is about."""

    # No index of its own: that of `reminder_once` begins with the person.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.SlugField(max_length=40, db_index=False)
    occasion = models.UUIDField()
    rank = models.PositiveSmallIntegerField()  # the kind's priority when it was planned; the smallest goes first
    fate: ClassVar[Fate] = goes_with("person")
    unscoped: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Door[Self]] = Door()

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(name="reminder_once", fields=("person", "kind", "occasion")),
            models.UniqueConstraint(
                name="reminder_one_in_flight", fields=("person",), condition=Q(lease__isnull=False)
            ),
            *lawful("reminder"),
        )
        indexes = (
            # What the claim walks: due rows by their hour, claimed ones by the end of their lease. The condition holds
            # no value, because SQLite does not use a partial index whose values come as parameters.
            models.Index(
                Coalesce("lease_until", "due_at"),
                name="reminder_claim",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(name="reminder_next_of_person", fields=("person", "rank", "due_at"), condition=Q(state="due")),
        )

    def __str__(self) -> str:
        return f"reminder {self.pk}"

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)
