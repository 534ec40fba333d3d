"""What somebody thinks the other has said."""

import uuid

from django.db import models

from couples.models import Couple
from people.models import PersonRow
from sealed.models import PIECE_LENGTH


class Guess(PersonRow):
    """What a person thinks the other has said of a few cards of a topic: theirs alone, for good. `piece` is the topic's
    round; the words: {card: rating}."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+", null=True)
    """In which it was guessed. A row without one is from before that was noted, and stands in an export only."""
    piece = models.CharField(max_length=PIECE_LENGTH)

    vault_label = "guess"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="guess_once", fields=("person", "couple", "piece")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return tuple(owner for owner in (self.person_id, self.couple_id) if owner)
