"""What the plan hands over for an export, besides what was written, which stands in `sealed`."""

from collections.abc import Iterator

from couples.export.shape import Item, Room, Section, iso
from couples.us import Us
from pages.visibility import ONLY_YOU
from people.models import Person

from .models import Done
from .plan import catalogue
from .plan.activities import NoSuchActivity


def export(us: Us) -> Room:
    return Room("recovery", "Plan", (Section("Done for now", tuple(_done(us.person))),))


def _done(person: Person) -> Iterator[Item]:
    for done in Done.objects.visible_to(person).order_by("day", "activity"):
        yield Item(_title(done.activity), iso(done.day), ONLY_YOU)


def _title(activity_id: str) -> str:
    """Of a piece that the plan no longer has, its id."""
    try:
        return catalogue.activity(activity_id).title
    except NoSuchActivity:
        return activity_id
