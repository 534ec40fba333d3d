"""That somebody signed in with one proof only."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from people.proofs import NAMES, WAIT, Proof

from .row import PersonRow

TOLD_FOR = timedelta(days=30)


class SmallSignIn(PersonRow):
    """One proof's sign-ins of one day. While none of it has ended, that proof waits: from 14 days after the first it is
    enough alone. A full sign-in ends all, and tells them for 30 days; `times` counts those that it did not know of."""

    proof = models.CharField(max_length=10)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True, db_index=True)

    vault_label = "small-sign-in"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints: ClassVar = (
            models.UniqueConstraint(
                name="smallsignin_once_a_day", fields=("person", "proof", "day"), condition=Q(ended_on=None)
            ),
            models.CheckConstraint(name="smallsignin_proof", condition=Q(proof__in=list(Proof))),
        )
        ordering = ("day", "pk")

    @property
    def by(self) -> str:
        """Such as "your password"."""
        return str(NAMES[Proof(self.proof)])

    @property
    def enough_from(self) -> date:
        """The day from which that proof alone is a full sign-in."""
        return self.day + WAIT
