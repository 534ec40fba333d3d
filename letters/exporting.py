"""What letters hand over for an export."""

from collections.abc import Iterator

from django.utils.translation import gettext

from couples.export.shape import YOU, Item, Room, Said, Section, in_words, iso
from couples.us import Us
from pages.visibility import ONLY_YOU, SHARED

from .models import Letter, LetterYes


def export(us: Us) -> Room:
    section = Section(gettext("Letters to next year"), tuple(_letters(us)))
    return Room("letters", gettext("Letters"), (section,))


def _letters(us: Us) -> Iterator[Item]:
    """One's own letters, those too that are still to open: the words are one's own. The other's only once both have
    said yes."""
    for letter in Letter.objects.visible_to(us.person).select_related("person__key"):
        is_mine = letter.person_id == us.person.pk
        by = YOU if is_mine else us.other_name or gettext("your partner")
        opens = gettext("Opens on {day}").format(day=in_words(letter.opens_on))
        seen = ONLY_YOU if is_mine else SHARED
        yield Item(gettext("A letter"), iso(letter.written_on), seen, (Said(opens, letter.text, by),))
    for yes in LetterYes.objects.visible_to(us.person).filter(person=us.person):
        seen = SHARED if yes.by_both else ONLY_YOU
        yield Item(gettext("You said that you’d both read each other’s letters"), iso(yes.said_on), seen)
