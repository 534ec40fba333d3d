"""What somebody wrote in a small sign-in."""

from django.db import models

from people.at_hand import at_hand, is_small, small_proof

from .row import PersonRow


class Aside(PersonRow):
    """A page of its own, so that it never stands in the place of withheld words. In a small sign-in it can be read by
    the proof it was written by, and thrown away only in the same sign-in; in a full one its author decides what becomes
    of it."""

    proof = models.CharField(max_length=10)
    sign_in = models.UUIDField(null=True)
    day = models.DateField()

    vault_label = "aside"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("-day", "pk")

    @property
    def is_withheld(self) -> bool:
        return super().is_withheld and self.proof != small_proof()

    @property
    def may_go(self) -> bool:
        """Whether it may be thrown away here: by one proof, only by the sign-in that wrote it."""
        here = at_hand()
        return not is_small() or (here is not None and self.sign_in == here.id)

    @property
    def text(self) -> str:
        return str(self.words.get("text", ""))
