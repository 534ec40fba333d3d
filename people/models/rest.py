"""A person's own quiet."""

from django.db import models

from .person import Person
from .row import PersonRow


class Rest(PersonRow):
    """Somebody has gone quiet: the row is the quiet. To the other it looks like not having written."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    vault_label = "rest"
