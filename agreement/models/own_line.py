"""A line that somebody keeps to themselves."""

import uuid

from django.db import models

from agreement.document import LineWords
from people.models import PersonRow


class OwnLine(PersonRow):
    """A line that somebody wrote on their own: its author's, for ever. Sharing it copies it into the draft of both.

    Its words: those of a `LineWords`. `revision` tells older pages from what is there. One that was deleted can be
    brought back for a day.
    """

    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    deleted_on = models.DateField(null=True)

    vault_label = "own-line"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("position", "pk")

    @property
    def copy_id(self) -> uuid.UUID:
        """The id of the line that sharing makes of it: always the same, and it does not tell this row's own."""
        return uuid.uuid5(self.pk, "copy")

    @property
    def line(self) -> LineWords:
        """All its words; none that a small sign-in may not read."""
        return LineWords.of({"text": "", **self.words})

    @property
    def topic(self) -> str:
        return self.line.topic

    @property
    def text(self) -> str:
        return self.line.text
