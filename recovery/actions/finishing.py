"""Being done with a piece for now, and throwing away what was written for it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

import clock
import sealed.actions
from people.models import Person
from recovery.models import Done
from recovery.plan.activities import Activity
from recovery.plan.kinds import kind_of
from sealed.refusals import BlankAnswer

from . import sharing


class NothingWritten(BlankAnswer):
    title = _("There is nothing on the page yet.")
    sentence = _("Write a line to any one of the questions. The others can stay empty.")


def finish(person: Person, activity: Activity) -> Done:
    """Marks a piece as done for now, for this person alone. Again, it keeps the first day."""
    done, _ = Done.unscoped.get_or_create(person=person, activity=activity.id, defaults={"day": clock.today(person.tz)})
    return done


def reopen(person: Person, activity: Activity) -> None:
    """Takes the mark away again."""
    Done.unscoped.filter(person=person, activity=activity.id).delete()


def throw_away(person: Person, activity: Activity) -> None:
    """Destroys what a person wrote for a piece and has not sealed, what they shared of it, and their mark."""
    with transaction.atomic():
        sharing.take_back(person, activity)
        sealed.actions.throw_away(person, kind_of(activity).piece(activity))
        reopen(person, activity)
