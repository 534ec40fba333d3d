"""Where somebody was when their session ended by itself."""

from datetime import timedelta

from django.db import models

from .person import Person
from .row import PersonRow

KEPT_FOR = timedelta(days=7)


class Interruption(PersonRow):
    """The page that a person had before them and, where a form came too late, what it carried. One a person."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    vault_label = "interruption"

    @property
    def path(self) -> str:
        """An address of ours; empty while it is withheld."""
        return str(self.words.get("path", ""))

    @property
    def fields(self) -> list[tuple[str, str]] | None:
        """Names and values of the form, in their order; None where it was only a page."""
        fields = self.words.get("fields")
        return None if fields is None else [(name, value) for name, value in fields]
