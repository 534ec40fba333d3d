"""What changes when a person works on a piece. Keeping, sealing and opening are `sealed.actions`."""

from django.db import transaction

import clock
from people.actions import lock_person
from people.models import Person
from people.refusals import StillClosed
from sealed import actions as sealed
from sealed.closed import holds_closed
from sealed.folding import Words, says_something
from sealed.refusals import BlankAnswer

from .catalogue import Activity
from .models import Done, Entry
from .pieces import piece_of


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


def keep_reflection(person: Person, activity: Activity, words: Words, *, revision: int | None = None) -> None:
    """Keeps what a person wrote for themselves and marks the piece as done for now. Refuses an empty page."""
    if not says_something(words):
        raise NothingWritten
    with transaction.atomic():
        sealed.keep(person, piece_of(activity), words, revision=revision)
        finish(person, activity)


def destroy_entry(person: Person, activity: Activity) -> None:
    """Throws away what a person wrote for a piece, and its mark. Refuses StillClosed: what they may not read now."""
    with transaction.atomic():
        lock_person(person)
        if holds_closed(sealed.draft_of(person, piece_of(activity))):
            raise StillClosed
        Entry.unscoped.filter(person=person, activity=activity.id).delete()
        reopen(person, activity)
