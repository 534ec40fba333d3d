"""The rhythm of a couple, and its check-ins. What is written for one stands in `sealed`."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from couples.models import Couple, CoupleRow, Partner

from .occurrences import MONTHLY, QUARTERLY, last_until, next_after

ROOM = "checkins"


class Rhythm(CoupleRow):
    """How often the two sit down. Either changes it, in the open."""

    couple = models.OneToOneField(Couple, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(
        choices=((MONTHLY, _("Every month")), (QUARTERLY, _("Every three months")))
    )
    anchor = models.DateField()
    changed_on = models.DateField()

    vault_label = "rhythm"

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (
            models.CheckConstraint(name="rhythm_monthly_or_quarterly", condition=Q(months__in=(MONTHLY, QUARTERLY))),
        )

    def next_after(self, day: date) -> date:
        return next_after(self.anchor, self.months, day)

    def due_by(self, day: date) -> date | None:
        """The last day of a sitting until `day`; None where this rhythm, as it is now, has had none."""
        due = last_until(self.anchor, self.months, day)
        return due if due is not None and due >= self.changed_on else None

    @property
    def kind(self) -> str:
        return CheckIn.QUARTERLY if self.months == QUARTERLY else CheckIn.MONTHLY


class CheckIn(CoupleRow):
    """One sitting of the two. Of those to come only the next is a row; a changed rhythm moves it and keeps its id."""

    MONTHLY, QUARTERLY = "monthly", "quarterly"

    day = models.DateField()
    kind = models.CharField(max_length=9, choices=((MONTHLY, "monthly"), (QUARTERLY, "quarterly")))
    closed_on = models.DateField(null=True)

    vault_label = "check-in"

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(name="checkin_one_a_day", fields=("couple", "day")),
            models.CheckConstraint(name="checkin_kind", condition=Q(kind__in=("monthly", "quarterly"))),
        )

    @classmethod
    def visibility(cls, person: Any) -> Q:
        # Former couples too: what one wrote in them stays one's own, and is found by its check-in.
        return Q(couple__in=Partner.couples_of(person))

    @property
    def piece(self) -> str:
        """What stands in the rows of what is written for it."""
        return f"{ROOM}:{self.pk}"
