"""What the check-ins hand over for an export, besides what was written, which stands in `sealed`."""

from collections.abc import Iterator

from django.utils.translation import gettext

from couples.export.shape import Item, Room, Said, Section, iso
from couples.us import Us
from pages.visibility import SHARED

from .models import CheckIn
from .reading import calendar_of


def export(us: Us) -> Room:
    return Room("checkins", gettext("Check-ins"), (Section(gettext("Your rhythm"), tuple(_rhythm(us))),))


def _rhythm(us: Us) -> Iterator[Item]:
    rhythm = calendar_of(us).rhythm if us.couple else None
    if rhythm is not None:
        often = gettext("Every month") if rhythm.months == 1 else gettext("Every three months")
        said = (Said(gettext("How often"), often), Said(gettext("Counted from"), iso(rhythm.anchor)))
        yield Item(gettext("When you sit down"), iso(rhythm.changed_on), SHARED, said)
    for check_in in CheckIn.objects.visible_to(us.person).order_by("day", "pk"):
        yield Item(
            gettext("A check-in"), iso(check_in.day), SHARED, note=gettext("Closed") if check_in.closed_on else ""
        )
