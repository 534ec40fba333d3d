"""The rows of a sealed pair, for every room. `piece` names what was asked: the room, a colon, and the room's own id."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

import clock
from couples.models import Couple, CoupleRow
from people.models import PersonRow
from vault.fate import goes_with

from .folding import fingerprint, says_something

PIECE_LENGTH = 100
TIMES_TAKEN_BACK_A_DAY = 3


class Written(PersonRow):
    """Words of one person about a piece: {question: {"value": …, "in_person": bool}}."""

    piece = models.CharField(max_length=PIECE_LENGTH)

    class Meta(PersonRow.Meta):
        abstract = True

    @property
    def all_words(self) -> Mapping[str, Any]:
        """Nothing where the key is gone: what is asked can then be answered anew."""
        return {} if self.is_erased else super().all_words

    @property
    def fingerprint(self) -> str:
        """Of the words that its author may read now."""
        return fingerprint(self.words)

    @property
    def says_something(self) -> bool:
        """Whether there is a word in it, or a question that is kept for saying in person."""
        return says_something(self.all_words)


class Draft(Written):
    """What a person is writing: kept as they write, and nobody else's. `revision` tells two tabs apart."""

    revision = models.PositiveIntegerField(default=1)
    changed_on = models.DateField()

    vault_label = "draft"

    class Meta(Written.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="draft_once", fields=("person", "piece")),)


class Answer(Written):
    """What a person sealed. The door shows it to its author only; the other reads it through `reading.opened`.

    `opens_from` is when it opens if the other's is there by then: told by its own sealing alone.
    """

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    opens_from = models.DateTimeField()

    vault_label = "answer"
    fate = goes_with("couple")

    class Meta(Written.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="answer_once", fields=("couple", "person", "piece")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id)


class Reveal(CoupleRow):
    """The opening of a pair, once it is due: made by the tick or by the first page that looks, never by who seals.

    `opens_at` is when that was: news of it are owed from then on, however long nothing ran.
    """

    piece = models.CharField(max_length=PIECE_LENGTH)
    opens_at = models.DateTimeField()

    vault_label = "reveal"

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="reveal_once", fields=("couple", "piece")),)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(opens_at__lte=clock.now()) & super().visibility(person)


class Opening(PersonRow):
    """That a person has unfolded a reveal: their own mark, never shown to the other."""

    reveal = models.ForeignKey(Reveal, on_delete=models.PROTECT, related_name="+")

    vault_label = "opening"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="opening_once", fields=("person", "reveal")),)


class LookAgain(PersonRow):
    """A private day on which a piece comes up again, whatever the other did: the way out of limbo."""

    piece = models.CharField(max_length=PIECE_LENGTH)
    day = models.DateField()

    vault_label = "look-again"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="look_again_once", fields=("person", "piece")),)


class TakingBack(PersonRow):
    """That a person took a sealed answer back: the first, second or third time that day."""

    piece = models.CharField(max_length=PIECE_LENGTH)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()

    vault_label = "taking-back"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(name="taking_back_once", fields=("person", "piece", "day", "number")),
            models.CheckConstraint(
                name="taking_back_three_a_day", condition=Q(number__range=(1, TIMES_TAKEN_BACK_A_DAY))
            ),
        )
