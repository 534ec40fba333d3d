"""What its reader folded."""

from django.db import models

from people.models import PersonRow


class NotToday(PersonRow):
    """A leaf of Today that its reader folded until tomorrow."""

    leaf = models.CharField(max_length=80)
    day = models.DateField()

    vault_label = "not-today"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="nottoday_once", fields=("person", "leaf", "day")),)
