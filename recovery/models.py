"""What a person did with a piece of the plan, besides what they wrote for it, which stands in `sealed`."""

from django.db import models

from people.models import PersonRow

ROOM = "recovery"
ACTIVITY_LENGTH = 64


class Done(PersonRow):
    """That a person is done with a piece for now: their own mark, and nobody else's business."""

    activity = models.SlugField(max_length=ACTIVITY_LENGTH, db_index=False)
    day = models.DateField()

    vault_label = "done"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="done_once", fields=("person", "activity")),)
