"""Marking the lines of the draft: each says of a line that it fits, or that it wants talking about."""

from uuid import UUID

from django.db import transaction

from agreement.models import SITTING, Mark
from agreement.refusals import BothAnswered, WordsChanged
from couples.models import Couple
from people.models import Person
from together.actions import bump
from together.models import News

from .half_typed import drop_half_typed, of_mark
from .working_copy import locked_line


def mark_line(
    person: Person, clause_id: UUID, says: str, note: str = "", *, seen: int, typed: int | None = None
) -> None:
    """Keeps what that person says of a line: `says` of `Says`, and a note; nothing takes it back, as long
    as not both have answered. The text stays as it is, offered or not. `typed`: the revision of what was kept while the
    note was typed, which goes. Refuses LineGone, BothAnswered, and WordsChanged where its words are not those that were
    on the page."""
    with transaction.atomic():
        clause = locked_line(person, clause_id)
        if clause.revision != seen:
            raise WordsChanged(clause)
        mine = Mark.unscoped.filter(person=person, clause=clause)
        others = Mark.unscoped.filter(clause=clause, revision=clause.revision).exclude(person=person)
        has_theirs = others.exists()
        if typed is not None:
            drop_half_typed(person, of_mark(clause_id), typed)
        if not says:
            if mine.filter(revision=clause.revision).exists() and has_theirs:
                raise BothAnswered
            mine.delete()
            return
        mark = mine.first() or Mark(person=person, clause=clause)
        words = {"says": says, "note": note}
        if mark.revision == clause.revision and mark.all_words == words:
            return
        mark.revision = clause.revision
        mark.body = {"words": words}
        mark.save()
        # A lone answer is its author's only: no screen of the other may ask for more because of it.
        if has_theirs:
            bump(clause.version.couple, News.MARKS, SITTING)


def forget_marks(couple: Couple) -> None:
    """With the couple closed there is no draft to speak of. Holds the couple's lock."""
    Mark.unscoped.filter(clause__version__couple=couple).delete()
