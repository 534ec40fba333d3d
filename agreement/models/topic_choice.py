"""Which topics matter to somebody."""

from django.db import models

from people.models import PersonRow


class TopicChoice(PersonRow):
    """Which topics of the deck matter most to a person, three at most: theirs to see, and nobody else's."""

    vault_label = "topic-choice"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="topicchoice_once", fields=("person",)),)
