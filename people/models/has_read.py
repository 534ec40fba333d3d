"""What somebody has been shown once."""

from django.db import models

from .row import PersonRow


class HasRead(PersonRow):
    """A page that comes once before another, and that this person has gone on from."""

    page = models.CharField(max_length=40)
    day = models.DateField()

    vault_label = "has-read"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="hasread_once", fields=("person", "page")),)
