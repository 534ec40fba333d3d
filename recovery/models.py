"""What a person did with a piece of the plan. The question of every row is an activity of the catalogue, by its id."""

from django.db import models

from people.models import PersonRow
from sealed import models as sealed

ACTIVITY_LENGTH = 64


def activity_field() -> "models.SlugField[str, str]":
    return models.SlugField(max_length=ACTIVITY_LENGTH, db_index=False)


class Entry(sealed.Draft):
    """What a person wrote for an activity: only theirs."""

    activity = activity_field()

    class Meta(sealed.Draft.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="entry_once", fields=("person", "activity")),)


class Answer(sealed.Answer):
    activity = activity_field()

    class Meta(sealed.Answer.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="answer_once", fields=("couple", "person", "activity")),)


class Reveal(sealed.Reveal):
    activity = activity_field()

    class Meta(sealed.Reveal.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="reveal_once", fields=("couple", "activity")),)


class Opening(sealed.Opening):
    reveal = models.ForeignKey(Reveal, on_delete=models.PROTECT, related_name="+")

    class Meta(sealed.Opening.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="opening_once", fields=("person", "reveal")),)


class LookAgain(sealed.LookAgain):
    activity = activity_field()

    class Meta(sealed.LookAgain.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="lookagain_once", fields=("person", "activity")),)


class Done(PersonRow):
    """That a person is done with a piece for now: their own mark, and nobody else's business."""

    activity = activity_field()
    day = models.DateField()

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="done_once", fields=("person", "activity")),)
