"""What every mail on its way has in common: when it is owed, where it stands, and who is at it."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import BaseConstraint, Q


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


class Outgoing(models.Model):
    """One mail on its way, whatever it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
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

    dropped_at_end: ClassVar[dict[str, Any]] = {}
    """What is emptied in the same statement that ends it."""

    class Meta:
        abstract = True


def lawful(name: str) -> tuple[BaseConstraint, ...]:
    """The constraints of a table of such rows: a mail is leased once, and stands where its columns say."""
    return (
        models.UniqueConstraint(name=f"{name}_lease_once", fields=("lease",), condition=Q(lease__isnull=False)),
        models.CheckConstraint(
            name=f"{name}_ended_has_moment",
            condition=Q(state__in=["due", "leased", "handed_over"], ended_at__isnull=True)
            | Q(state__in=["sent", "skipped", "failed", "unknown"], ended_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_in_flight_has_lease",
            condition=Q(state__in=["leased", "handed_over"], lease__isnull=False, lease_until__isnull=False)
            | Q(
                state__in=["due", "sent", "skipped", "failed", "unknown"],
                lease__isnull=True,
                lease_until__isnull=True,
            ),
        ),
        models.CheckConstraint(
            name=f"{name}_copy_has_moment",
            condition=Q(copies=0, handed_over_at__isnull=True)
            | Q(copies__gte=1, copies__lte=MOST_COPIES, handed_over_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_sent_was_handed_over",
            condition=~Q(state__in=["handed_over", "sent", "unknown"]) | Q(copies__gte=1),
        ),
        models.CheckConstraint(
            name=f"{name}_skipped_was_not_sent", condition=~Q(state__in=["skipped", "failed"]) | Q(copies=0)
        ),
    )
