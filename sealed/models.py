"""The abstract rows of a sealed pair. A room adds the question: a column that is part of every unique constraint."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

import clock
from couples.models import Couple, live_partner_of
from people.models import PersonRow
from vault.models import PrivateModel


class Draft(PersonRow):
    """What a person is writing: kept as they write, and nobody else's. `revision` tells two tabs apart."""

    revision = models.PositiveIntegerField(default=1)
    changed_on = models.DateField()

    class Meta:
        abstract = True


class Answer(PersonRow):
    """What a person sealed. The door shows it to its author only; the other reads it through `actions.opened`."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Reveal(PrivateModel):
    """The opening of a pair: there from the sealing of the second answer on. Before `opens_at` no page may show it."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()

    class Meta:
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        return self.couple.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(opens_at__lte=clock.now()) & live_partner_of(person)


class Opening(PersonRow):
    """That a person has unfolded a reveal: their own mark, never shown to the other."""

    reveal: ClassVar[Any]

    class Meta:
        abstract = True


class LookAgain(PersonRow):
    """A private day on which a piece comes up again, whatever the other did: the way out of limbo."""

    day = models.DateField()

    class Meta:
        abstract = True
