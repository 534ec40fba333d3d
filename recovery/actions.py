"""What changes when a person works on a piece. Keeping, sealing and opening are `sealed.actions`."""

from django.db import transaction

import clock
import sealed.actions
from people.models import Person
from sealed.refusals import BlankAnswer

from .models import Done
from .plan.activities import Activity
from .plan.kinds import kind_of


class NothingWritten(BlankAnswer):
    title = "There is nothing on the page yet."
    sentence = "Write a line to any one of the questions. The others can stay empty."


def finish(person: Person, activity: Activity) -> Done:
    """Marks a piece as done for now, for this person alone. Again, it keeps the first day."""
    done, _ = Done.unscoped.get_or_create(person=person, activity=activity.id, defaults={"day": clock.today(person.tz)})
    return done


def reopen(person: Person, activity: Activity) -> None:
    """Takes the mark away again."""
    Done.unscoped.filter(person=person, activity=activity.id).delete()


def throw_away(person: Person, activity: Activity) -> None:
    """Destroys what a person wrote for a piece and has not sealed, and their mark. Refuses StillWithheld: what they may
    not read now."""
    with transaction.atomic():
        sealed.actions.throw_away(person, kind_of(activity).piece(activity))
        reopen(person, activity)
