"""Noting that one did not sign freely: for oneself alone."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

import clock
from agreement.models import SigningNote, Version
from agreement.refusals import TooManyNotes
from people.actions import lock_person
from people.models import Person

MOST_NOTES = 50


def note_signing(person: Person, text: str, note_id: UUID | None = None, about: UUID | None = None) -> SigningNote:
    """Keeps a note for its author alone, with the day; `about` is the text it is about. The same form sent twice makes
    one note. Refuses TooManyNotes."""
    with transaction.atomic():
        lock_person(person)
        mine = SigningNote.unscoped.filter(person=person).select_related("person")
        doubled = mine.filter(pk=note_id).first() if note_id else None
        if doubled is not None and doubled.text == text:
            return doubled
        if mine.count() >= MOST_NOTES:
            raise TooManyNotes
        if note_id is None or SigningNote.unscoped.filter(pk=note_id).exists():
            note_id = uuid4()
        note = SigningNote(pk=note_id, person=person, noted_on=clock.today(person.tz))
        note.body = {"words": {"text": text, **_named(person, about)}}
        note.save()
    return note


def delete_signing_note(person: Person, note_id: UUID) -> None:
    """Deletes one's own note, for good. Twice does no harm."""
    SigningNote.unscoped.filter(person=person, pk=note_id).delete()


def _named(person: Person, about: UUID | None) -> dict[str, Any]:
    """What a note keeps of the text that it is about: nothing of one that its author may not see."""
    version = Version.objects.visible_to(person).filter(pk=about).first() if about else None
    if version is None:
        return {}
    since = version.in_force_on.isoformat() if version.in_force_on else ""
    return {"number": version.number, "since": since}
