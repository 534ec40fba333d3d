"""Letters to next year: sealed when they are written, read by both only where both say so."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction

import clock
from agreement.models import SIGNED, State, Version
from agreement.refusals import NotTwoYet
from couples.actions import locked_couple_of, locked_couple_of_two
from couples.models import Couple
from people.actions import lock_person
from people.models import Person
from sealed.actions import drop_draft

from .models import ROOM, Letter, LetterYes, a_year_after
from .refusals import BothSaidYes, LetterSealed, NoLetterNow, NotTheDay, OfAClosedSpace

LETTER = "letter"
"""What a letter is kept under while it is being typed."""


def write_letter(person: Person, version_id: UUID, text: str, *, typed: int | None = None) -> Letter:
    """Seals a letter of `person` about the text that their page spoke of, until a year after it came into force.
    `typed`: the revision of what was kept meanwhile. The same form sent twice makes one letter.

    Refuses NoLetterNow where the days for it are over, and LetterSealed where one is still to open.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        couple = locked_couple_of(person)
        mine = Letter.unscoped.filter(person=person, version__couple=couple).select_related("person")
        if couple and (doubled := mine.filter(version=version_id).first()):
            return _same(doubled, text)
        version = Version.unscoped.filter(pk=version_id, couple=couple, state=State.IN_FORCE).first()
        if couple is None or version is None or version.in_force_on is None or not version.is_new(today):
            raise NoLetterNow
        if mine.filter(opens_on__gt=today).exists():
            raise LetterSealed
        letter = Letter(person=person, version=version, written_on=today, opens_on=a_year_after(version.in_force_on))
        letter.body = {"words": {"text": text}}
        letter.save()
        drop_draft(person, f"{ROOM}:{LETTER}", typed)
    return letter


def forget_typed_letter(person: Person, typed: int | None = None) -> None:
    """Destroys what that person was typing into a letter. Twice does no harm."""
    with transaction.atomic():
        drop_draft(person, f"{ROOM}:{LETTER}", typed)


def delete_letter(person: Person, letter_id: UUID) -> None:
    """Deletes one's own letter for good, sealed or open. Twice does no harm."""
    with transaction.atomic():
        lock_person(person)
        Letter.unscoped.filter(person=person, pk=letter_id).delete()


def say_yes(person: Person, version_id: UUID) -> LetterYes:
    """Says that both may read the letters of that text, if the other says so too. Twice does no harm.

    Refuses NotTwoYet, OfAClosedSpace, and NotTheDay before they open.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        version = _locked_version(person, version_id)
        if version.in_force_on is None or today < a_year_after(version.in_force_on):
            raise NotTheDay
        said = LetterYes.unscoped.filter(version=version)
        if mine := said.filter(person=person).first():
            return mine
        by_both = said.exists()
        said.update(by_both=True)
        mine = LetterYes(person=person, version=version, said_on=today, by_both=by_both)
        mine.save()
    return mine


def take_yes_back(person: Person, version_id: UUID) -> None:
    """Takes one's own yes back, as long as it is a lone one. Twice does no harm. Refuses BothSaidYes."""
    with transaction.atomic(), suppress(OfAClosedSpace, NotTwoYet):
        version = _locked_version(person, version_id)
        mine = LetterYes.unscoped.filter(person=person, version=version)
        if mine.filter(by_both=True).exists():
            raise BothSaidYes
        mine.delete()


def forget_yeses(couple: Couple) -> None:
    """With the couple closed nobody reads the other's letter any more. Holds the couple's lock."""
    LetterYes.unscoped.filter(version__couple=couple).delete()


def _same(letter: Letter, text: str) -> Letter:
    if letter.all_words.get("text") != text:
        raise LetterSealed
    return letter


def _locked_version(person: Person, version_id: UUID) -> Version:
    """A signed text of the couple of two that `person` is in now, which is locked."""
    couple = locked_couple_of_two(person)
    if couple is None:
        raise NotTwoYet
    version = Version.unscoped.filter(pk=version_id, couple=couple, state__in=SIGNED).first()
    if version is None:
        raise OfAClosedSpace
    return version
