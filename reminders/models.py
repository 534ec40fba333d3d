"""The outbox: who asked for mail, and every mail owed. Rows hold ids only; what a mail says is made when it is sent."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from vault.door import Door


class Subscription(models.Model):
    """A person's own wish to get mail: the row is the opt-in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

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


class State(models.TextChoices):
    """Where a reminder stands. The first three are open, the others are ends and never left."""

    DUE = "due", "due"
    LEASED = "leased", "leased"
    HANDED_OVER = "handed_over", "handed over"
    SENT = "sent", "sent"
    SKIPPED = "skipped", "skipped"
    FAILED = "failed", "failed"
    UNKNOWN = "unknown", "unknown"


IN_FLIGHT = (State.LEASED, State.HANDED_OVER)
MOST_COPIES = 2


class Reminder(models.Model):
    """One mail owed to one person for one occasion, which is the UUID of the row that it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # No index of its own: that of `reminder_once` begins with the person.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.SlugField(max_length=40, db_index=False)
    occasion = models.UUIDField()
    rank = models.PositiveSmallIntegerField()  # the kind's priority when it was planned; the smallest goes first
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DUE)
    reason = models.SlugField(max_length=40, blank=True, db_index=False)
    attempts = models.PositiveSmallIntegerField(default=0)  # definite "not now" answers of a mail server
    claims = models.PositiveSmallIntegerField(default=0)  # claims since the last outcome of any kind
    copies = models.PositiveSmallIntegerField(default=0)  # how many a mail server may have accepted
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

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
            models.UniqueConstraint(name="reminder_lease_once", fields=("lease",), condition=Q(lease__isnull=False)),
            models.CheckConstraint(
                name="reminder_ended_has_moment",
                condition=Q(state__in=["due", "leased", "handed_over"], ended_at__isnull=True)
                | Q(state__in=["sent", "skipped", "failed", "unknown"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reminder_in_flight_has_lease",
                condition=Q(state__in=["leased", "handed_over"], lease__isnull=False, lease_until__isnull=False)
                | Q(
                    state__in=["due", "sent", "skipped", "failed", "unknown"],
                    lease__isnull=True,
                    lease_until__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="reminder_copy_has_moment",
                condition=Q(copies=0, handed_over_at__isnull=True)
                | Q(copies__gte=1, copies__lte=MOST_COPIES, handed_over_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reminder_sent_was_handed_over",
                condition=~Q(state__in=["handed_over", "sent", "unknown"]) | Q(copies__gte=1),
            ),
            models.CheckConstraint(
                name="reminder_skipped_was_not_sent", condition=~Q(state__in=["skipped", "failed"]) | Q(copies=0)
            ),
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
