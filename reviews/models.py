"""What somebody notes for themselves before both go through the agreement."""

import uuid

from django.db import models

from couples.models import Couple
from people.models import PersonRow
from sealed.folding import ERASED

ROOM = "reviews"


class Note(PersonRow):
    """A note for oneself about a line, to have beside it when both read it. Its author's only, always. Its words: note.

    `line` is the id of a clause and no key to it: a note outlives the line, whoever deleted that.
    """

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    line = models.UUIDField()

    vault_label = "line-note"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="note_once", fields=("person", "line")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.line)

    @property
    def text(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("note", ""))
