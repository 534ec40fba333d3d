"""A browser in which one's password is enough."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from .person import Person
from .row import PersonRow

KEPT_FOR = timedelta(days=180)


class Browser(PersonRow):
    """Ticked in a full sign-in. The cookie is a random number; here stands its hash. Ends 180 days after its last use,
    and with *Leave this page*."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    used_on = models.DateField(db_index=True)

    vault_label = "browser"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering: ClassVar = ("-made_at", "pk")
