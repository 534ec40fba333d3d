"""A letter that somebody writes when a text comes into force, to read a year later; and that both may read both."""

import calendar
import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agreement.models import Version
from couples.models import live_partner_of
from people.models import PersonRow
from sealed.folding import ERASED

ROOM = "letters"
"""What a letter that is being typed is known by."""


def a_year_after(day: date) -> date:
    """The same day of the next year; of 29 February the last one of that month, as a rhythm counts too."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))


class LetterYes(PersonRow):
    """That somebody wants both letters of a text to be read by both, said when they had opened. A lone one is its
    person's only; `by_both` is put on the two rows at once, with the second."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    by_both = models.BooleanField(default=False)

    vault_label = "letter-yes"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="letteryes_once", fields=("version", "person")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.version_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person) | (Q(by_both=True) & live_partner_of(person, "version__couple"))


class Letter(PersonRow):
    """A letter to oneself, sealed at once: from `opens_on` on its writer reads it, and the other once both have said so
    while their space is open."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    opens_on = models.DateField()

    vault_label = "letter"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("-opens_on", "pk")
        constraints = (
            models.UniqueConstraint(name="letter_once", fields=("version", "person")),
            models.CheckConstraint(name="letter_opens_later", condition=Q(opens_on__gt=F("written_on"))),
        )

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.version_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        """Its writer's: what a page shows of it before the day is for `is_open` to say. The other's, where both have
        said yes on the day or later."""
        theirs = LetterYes.objects.visible_to(person).filter(version=OuterRef("version"), person=OuterRef("person"))
        both = theirs.filter(by_both=True, said_on__gte=OuterRef("opens_on"))
        return Q(person=person) | (live_partner_of(person, "version__couple") & Q(Exists(both)))

    def is_open(self, today: date) -> bool:
        """Whether it can be read on that day."""
        return today >= self.opens_on

    @property
    def text(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("text", ""))
