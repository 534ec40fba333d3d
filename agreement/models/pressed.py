"""What somebody notes about a signature of theirs that they did not give freely."""

from datetime import date

from django.db import models

from people.models import PersonRow


class SigningNote(PersonRow):
    """A note of its author's alone, with its day. Its words may be none: then it says the day.

    Of which text it is stands among its words, and is no key to it: a note stays whatever becomes of a text.
    """

    noted_on = models.DateField()

    vault_label = "signing-note"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("-noted_on", "pk")

    @property
    def text(self) -> str:
        return str(self.words.get("text", ""))

    @property
    def number(self) -> int:
        """That of the text it is about; 0 where it is about none in particular."""
        return int(self.words.get("number", 0))

    @property
    def since(self) -> date | None:
        """Since when that text was in force when the note was written."""
        since = self.words.get("since")
        return date.fromisoformat(since) if since else None
