"""The rows of the talk list."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from couples.models import Couple, live_partner_of
from people.models import Person, PersonRow
from vault.fate import goes_with

PIECE_LENGTH = QUESTION_LENGTH = 100


class Subject(PersonRow):
    """A subject of the talk list of two: both see it as long as the couple is open, and either clears it.

    A question that has opened to both is named by `piece` ("room:id") and `question`, and is of neither: no row says
    who put it there. Words of somebody's own are under their key, and stay theirs when the space closes.
    """

    person: Any = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    piece = models.CharField(max_length=PIECE_LENGTH, blank=True)
    question = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    position = models.PositiveIntegerField()
    put_on = models.DateField()
    cleared_on = models.DateField(null=True)
    """The server's day. Nothing says who cleared it; a day later the row goes."""

    vault_label = "subject"
    fate = goes_with("couple")

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(
                name="subject_question_once", fields=("couple", "piece", "question"), condition=~Q(piece="")
            ),
            models.CheckConstraint(
                name="subject_words_have_a_writer",
                condition=Q(person=None) & ~Q(piece="") | Q(person__isnull=False, piece="", question=""),
            ),
        )

    def body_key_id(self) -> uuid.UUID:
        key_id: uuid.UUID = self.person.key_id if self.person_id else self.couple.key_id
        return key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id) if self.person_id else (self.couple_id,)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person) | live_partner_of(person)

    @property
    def all_words(self) -> Mapping[str, Any]:
        """Nothing where the key is gone."""
        return {} if self.is_erased else super().all_words

    @property
    def text(self) -> str:
        """What somebody wrote; empty for a question."""
        return str(self.words.get("text", "")) if self.person_id else ""

    def can_come_back(self, earliest: date) -> bool:
        """Whether it was cleared on that day or later."""
        return self.cleared_on is not None and self.cleared_on >= earliest
