"""What the talk list hands over for an export: the list of both, and one's own words from a space that’s closed."""

from collections.abc import Iterator

from django.utils.translation import gettext

from couples.export.shape import YOU, Item, Room, Said, Section, iso
from couples.us import Us
from pages.visibility import ONLY_YOU, SHARED

from .models import Subject
from .reading import readable_of, subjects_of


def export(us: Us) -> Room:
    sections = (
        Section(gettext("On your talk list"), tuple(_listed(us))),
        Section(gettext("What you put on a list in a space that’s closed"), tuple(_from_closed_spaces(us))),
    )
    return Room("together", gettext("Talk list"), sections)


def _listed(us: Us) -> Iterator[Item]:
    """Who put a question there is not known, and not said."""
    rows = list(subjects_of(us)) if us.is_two else []
    readable = readable_of(us, rows)
    for row in rows:
        listed, note = readable[row.pk], gettext("Cleared") if row.cleared_on else ""
        if row.person_id is None:
            yield Item(listed.text or row.question, iso(row.put_on), SHARED, note=note or listed.title)
        else:
            by = YOU if row.person_id == us.person.pk else us.other_name or gettext("your partner")
            yield Item(gettext("A subject"), iso(row.put_on), SHARED, (Said("", listed.text, by),), note)


def _from_closed_spaces(us: Us) -> Iterator[Item]:
    rows = Subject.objects.visible_to(us.person).filter(person=us.person).exclude(couple=us.couple)
    for row in rows.select_related("person__key").order_by("put_on", "position", "pk"):
        yield Item(gettext("A subject"), iso(row.put_on), ONLY_YOU, (Said("", row.text),))
