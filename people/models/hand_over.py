"""One phone between two."""

from django.db import models

from .person import Person
from .row import PersonRow


class HandOver(PersonRow):
    """Where somebody was when they handed the phone over: in the body, for their own next sign-in, and used once."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField()

    vault_label = "hand-over"
