"""What one reader has done of the plan. Only through the doors."""

import clock
from couples.us import Us
from people.models import Person
from sealed.reading import overview_of

from .models import ROOM, Done
from .plan import catalogue
from .plan.activities import Activity, NoSuchActivity
from .plan.kinds import kind_of


def is_done(person: Person, activity: Activity) -> bool:
    return Done.objects.visible_to(person).filter(activity=activity.id).exists()


def finished_by(us: Us) -> set[str]:
    """The ids of the pieces that this person is done with for now."""
    done = set(Done.objects.visible_to(us.person).values_list("activity", flat=True))
    built = [piece for piece in catalogue.activities() if piece.built]
    return done | {piece.id for piece in built if kind_of(piece).is_finished(piece, us, done)}


def begun_by(us: Us) -> set[str]:
    """The ids of the pieces, and of pages of pieces, for which this person has written something that is not sealed."""
    drafted = overview_of(us, clock.today(us.person.tz)).drafted
    return {piece_id.removeprefix(f"{ROOM}:") for piece_id in drafted if piece_id.startswith(f"{ROOM}:")}


def has_sealed(us: Us, activity: Activity) -> bool:
    """Whether this person has sealed an answer in the couple they are in now."""
    return f"{ROOM}:{activity.id}" in overview_of(us, clock.today(us.person.tz)).sealed


def months_of(us: Us) -> list[Activity]:
    """Of pieces that have several pages, those that this person has written something on, the newest first."""
    found = []
    for activity_id in sorted(begun_by(us), reverse=True):
        try:
            activity = catalogue.activity(activity_id)
        except NoSuchActivity:
            continue
        if activity.variant:
            found.append(activity)
    return found
