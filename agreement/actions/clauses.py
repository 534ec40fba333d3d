"""The lines of the draft. Person and couple are locked first; words are compared under that lock."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

import clock
from agreement.document import BOTH
from agreement.models import Clause
from agreement.refusals import LineGone, TooManyLines, WordsChanged
from people.models import Person

from .working_copy import couple_of_two, locked_working_copy, make_draft, working_copy

MOST_LINES = 200


@dataclass(frozen=True)
class LineWords:
    """What somebody writes in one line."""

    text: str
    topic: str = ""
    for_whom: str = BOTH


def add_clause(person: Person, words: LineWords, clause_id: UUID | None = None) -> Clause:
    """Adds a line at the end. Where one of this id with these words is there already, nothing: a form was sent twice.

    Refuses NotTwoYet (what is written alone is an own line) and TooManyLines.
    """
    with transaction.atomic():
        version = working_copy(couple_of_two(person))
        there = list(Clause.unscoped.filter(version=version).select_related("version__couple"))
        if doubled := next((clause for clause in there if clause.pk == clause_id and _words_of(clause) == words), None):
            return doubled
        if len(there) >= MOST_LINES:
            raise TooManyLines
        if clause_id is None or Clause.unscoped.filter(pk=clause_id).exists():
            clause_id = uuid4()
        position = max((clause.position for clause in there), default=0) + 1
        clause = Clause(pk=clause_id, version=version, position=position)
        _write(clause, person, words)
        make_draft(version)
    return clause


def edit_clause(person: Person, clause_id: UUID, words: LineWords, *, seen: int) -> Clause:
    """Changes the words of a line. `seen` is the revision that the editor had before their eyes.

    An offered text becomes a draft again, and its signatures are void. Refuses LineGone, and WordsChanged where the
    line has been changed since.
    """
    with transaction.atomic():
        clause = _locked_line(person, clause_id)
        if _words_of(clause) == words:
            return clause
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.revision += 1
        _write(clause, person, words)
        make_draft(clause.version)
    return clause


def remove_clause(person: Person, clause_id: UUID, *, seen: int) -> None:
    """Takes a line out. Refuses LineGone, and WordsChanged where its words are not those that were on the page."""
    with transaction.atomic():
        clause = _locked_line(person, clause_id)
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.delete()
        make_draft(clause.version)


def _locked_line(person: Person, clause_id: UUID) -> Clause:
    """A line of the working copy of the person's couple, which is locked. Refuses LineGone."""
    version = locked_working_copy(person)
    lines = Clause.unscoped.filter(version=version).select_related("version__couple")
    clause = lines.filter(pk=clause_id).first() if version is not None else None
    if clause is None:
        raise LineGone
    return clause


def _words_of(clause: Clause) -> LineWords:
    return LineWords(clause.text, clause.topic, clause.for_whom)


def _write(clause: Clause, person: Person, words: LineWords) -> None:
    clause.body = {"topic": words.topic, "for_whom": words.for_whom, "text": words.text}
    clause.edited_by, clause.edited_on = person, clock.today(person.tz)
    clause.save()
