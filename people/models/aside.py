"""What somebody wrote in a small sign-in."""

from django.db import models

from people.at_hand import small_proof

from .row import PersonRow


class Aside(PersonRow):
    """A page of its own, so that it never stands in the place of withheld words. In a small sign-in it can be read by
    the proof it was written by; in a full one by its author, who decides what becomes of it."""

    proof = models.CharField(max_length=10)
    day = models.DateField()

    vault_label = "aside"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("-day", "pk")

    @property
    def is_withheld(self) -> bool:
        return super().is_withheld and self.proof != small_proof()

    @property
    def text(self) -> str:
        return str(self.words.get("text", ""))
