"""A situation that one of the two has put beside a topic."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agreement.situations.deck import OWN
from couples.models import Couple
from people.models import PersonRow
from sealed.folding import ERASED
from sealed.models import PIECE_LENGTH, Reveal
from vault.fate import goes_with


class OwnSituation(PersonRow):
    """A situation that one of the two has put beside a topic: its author's until the round opens in which it was
    written, then of both, to be rated from the next round on. `piece` is that round; the words: title, text."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    piece = models.CharField(max_length=PIECE_LENGTH)
    position = models.PositiveIntegerField()
    last_round = models.PositiveIntegerField(null=True)
    """The last round that has it among its cards, where one of the two has left it out since: nobody is told who."""

    vault_label = "own-situation"
    fate = goes_with("couple")

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="ownsituation_position_once", fields=("couple", "person", "piece", "position")
            ),
        )

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        """Its author's; the other's too, once that round has opened to both."""
        opened = Reveal.objects.visible_to(person).filter(couple=OuterRef("couple"), piece=OuterRef("piece"))
        return Q(person=person) | Q(Exists(opened))

    @property
    def card(self) -> str:
        """What ratings of it are kept under."""
        return f"{OWN}{self.pk}"

    @property
    def title(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("title", ""))

    @property
    def text(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("text", ""))
