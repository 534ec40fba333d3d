"""What this room hands over for an export: one's own notes."""

from collections.abc import Iterator

from django.utils.translation import gettext

from couples.export.shape import Item, Room, Said, Section
from couples.us import Us
from pages.visibility import ONLY_YOU

from .models import Note


def export(us: Us) -> Room:
    return Room("reviews", gettext("Notes on lines"), (Section(gettext("Your notes on lines"), tuple(_notes(us))),))


def _notes(us: Us) -> Iterator[Item]:
    for note in Note.objects.visible_to(us.person).select_related("person__key").order_by("pk"):
        yield Item(gettext("A note on a line"), "", ONLY_YOU, (Said("", note.text),))
