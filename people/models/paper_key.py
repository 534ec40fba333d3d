"""A key on paper."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .row import PersonRow


class PaperKey(PersonRow):
    """120 random bits, of which only a hash is kept. An old one ends 30 days after a new one was made, or it was given
    up; until then both work."""

    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    vault_label = "paper-key"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints: ClassVar = (
            models.UniqueConstraint(name="paperkey_one_that_stays", fields=("person",), condition=Q(ends_at=None)),
        )
