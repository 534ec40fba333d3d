"""The rhythm of a couple, its check-ins, and the sealed pair that each check-in is."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from couples.models import Couple, Partner, live_partner_of
from sealed import models as sealed
from vault.models import PrivateModel

from .occurrences import MONTHLY, QUARTERLY, last_until, next_after


class Rhythm(PrivateModel):
    """How often the two sit down. Either changes it, in the open."""

    couple = models.OneToOneField(Couple, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(choices=((MONTHLY, "Every month"), (QUARTERLY, "Every three months")))
    anchor = models.DateField()
    changed_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="rhythm_monthly_or_quarterly", condition=Q(months__in=(MONTHLY, QUARTERLY))),
        )

    def body_key_id(self) -> uuid.UUID:
        return self.couple.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return live_partner_of(person)

    def next_after(self, day: date) -> date:
        return next_after(self.anchor, self.months, day)

    def due_by(self, day: date) -> date | None:
        """The last day of a sitting until `day`; None where this rhythm, as it is now, has had none."""
        due = last_until(self.anchor, self.months, day)
        return due if due is not None and due >= self.changed_on else None

    @property
    def kind(self) -> str:
        return CheckIn.QUARTERLY if self.months == QUARTERLY else CheckIn.MONTHLY


class CheckIn(PrivateModel):
    """One sitting of the two. Of those to come only the next is a row; a changed rhythm moves it and keeps its id."""

    MONTHLY, QUARTERLY = "monthly", "quarterly"

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=9, choices=((MONTHLY, "monthly"), (QUARTERLY, "quarterly")))
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="checkin_one_a_day", fields=("couple", "day")),
            models.CheckConstraint(name="checkin_kind", condition=Q(kind__in=("monthly", "quarterly"))),
        )

    def body_key_id(self) -> uuid.UUID:
        return self.couple.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        # Former couples too: what one wrote in them stays one's own, and is found by its check-in.
        return Q(couple__in=Partner.couples_of(person))


class Draft(sealed.Draft):
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="checkin_one_draft", fields=("person", "check_in")),)


class Answer(sealed.Answer):
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="checkin_one_answer", fields=("person", "check_in")),)


class Reveal(sealed.Reveal):
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="checkin_one_reveal", fields=("check_in",)),)


class Opening(sealed.Opening):
    reveal: ClassVar[Any] = models.ForeignKey(Reveal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="checkin_one_opening", fields=("person", "reveal")),)


class LookAgain(sealed.LookAgain):
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="checkin_one_look_again", fields=("person", "check_in")),)
