"""The lines of the draft. Person and couple are locked first; words are compared under that lock."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Max

import clock
from agreement.document import FORMAT, LineWords
from agreement.models import BEFORE, EARLIER, REVIEWED, SITTING, Clause, Removal, Reviewed, Version
from agreement.refusals import LineGone, TooManyLines, WordsChanged
from couples.models import Couple
from people.models import Person
from together.actions import bump
from together.models import News

from .half_typed import NEW, drop_half_typed, of_line
from .removing import remove, undo
from .working_copy import couple_of_two, lines_of, locked_line, locked_working_copy, make_draft, working_copy

MOST_LINES = 200


def add_clause(person: Person, words: LineWords, form_id: UUID | None = None, *, typed: int | None = None) -> Clause:
    """Adds a line at the end. Where the form of this id has added one with these words already, nothing: it was sent
    twice. One of it that was deleted comes back, with these words. `typed`: the revision of what was kept meanwhile.

    Refuses NotTwoYet (what is written alone is an own line) and TooManyLines.
    """
    with transaction.atomic():
        couple = couple_of_two(person)
        clause, is_new = put_line(couple, person, words, id_within(couple, form_id))
        if is_new:
            drop_half_typed(person, NEW, typed)
    return clause


def id_within(couple: Couple, form_id: UUID | None) -> UUID | None:
    """The id of the row that a form makes in that couple: sent to another couple, it says nothing of theirs."""
    return uuid5(couple.pk, str(form_id)) if form_id else None


def put_line(couple: Couple, person: Person, words: LineWords, clause_id: UUID | None) -> tuple[Clause, bool]:
    """The same, in a couple of two that is locked, and whether it was not there yet."""
    version = working_copy(couple)
    standing = list(lines_of(version))
    if doubled := next((each for each in standing if each.pk == clause_id and each.line == words), None):
        return doubled, False
    if len(standing) >= MOST_LINES:
        raise TooManyLines
    clause = _deleted_line(version, clause_id) or _new_line(version, clause_id)
    _write(clause, person, words)
    make_draft(version)
    return clause, True


def edit_clause(
    person: Person, clause_id: UUID, words: LineWords, *, seen: int, typed: int | None = None, reviewed: str = ""
) -> Clause:
    """Changes the words of a line. `seen` is the revision that the editor had before their eyes, `typed` that of what
    was kept meanwhile; `reviewed`, of `Reviewed`: what this is, where a line in force is read again.

    An offered text becomes a draft again, and its signatures are void. Refuses LineGone, and WordsChanged where the
    line has been changed since.
    """
    with transaction.atomic():
        clause = locked_line(person, clause_id)
        drop_half_typed(person, of_line(clause_id), typed)
        if clause.line == words:
            return clause
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.revision += 1
        _write(clause, person, words, reviewed)
        make_draft(clause.version)
    return clause


def keep_clause(person: Person, clause_id: UUID, *, seen: int) -> None:
    """Says that a line of the text in force is to stay as it is in the draft. No word changes. Refuses LineGone, and
    WordsChanged where its words are not those that were on the page."""
    with transaction.atomic():
        clause = locked_line(person, clause_id)
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.body = {**clause.body, REVIEWED: Reviewed.KEPT.value}
        clause.save(update_fields=["body"])
        bump(clause.version.couple, News.WORDS, SITTING)


def remove_clause(person: Person, clause_id: UUID, *, seen: int) -> None:
    """Takes a line out; for a day either can bring it back. Refuses LineGone, and WordsChanged where its words are not
    those that were on the page."""
    with transaction.atomic():
        clause = locked_line(person, clause_id)
        if clause.revision != seen:
            raise WordsChanged(clause)
        remove(person, clause.version, clause)
        make_draft(clause.version)


def bring_line_back(person: Person, clause_id: UUID) -> Clause:
    """Puts a deleted line back in its place. Twice does no harm. Refuses LineGone, TooLateToUndo and TooManyLines."""
    with transaction.atomic():
        version = locked_working_copy(person)
        clause = Clause.unscoped.filter(pk=clause_id, version=version).select_related("version__couple").first()
        if version is None or clause is None:
            raise LineGone
        if lines_of(version).filter(pk=clause_id).exists():
            return clause
        if lines_of(version).count() >= MOST_LINES:
            raise TooManyLines
        undo(Removal.unscoped.filter(clause=clause), clock.today(person.tz))
        make_draft(version)
    return clause


def _deleted_line(version: Version, clause_id: UUID | None) -> Clause | None:
    """The deleted line of that id in this text, deleted no more."""
    removal = Removal.unscoped.filter(version=version, clause=clause_id).exclude(clause=None)
    if clause_id is None or not removal.exists():
        return None
    removal.delete()
    clause = lines_of(version).get(pk=clause_id)
    clause.revision += 1
    return clause


def _new_line(version: Version, clause_id: UUID | None) -> Clause:
    """A line after the others. An id that is taken already is exchanged for a fresh one."""
    if clause_id is None or Clause.unscoped.filter(pk=clause_id).exists():
        clause_id = uuid4()
    last = Clause.unscoped.filter(version=version).aggregate(last=Max("position"))["last"] or 0
    return Clause(pk=clause_id, version=version, position=last + 1)


def _write(clause: Clause, person: Person, words: LineWords, reviewed: str = "") -> None:
    said = {REVIEWED: reviewed} if reviewed else {}
    clause.body = {**words.body(), **_beside(clause, person), **said}
    clause.edited_by, clause.edited_on = person, clock.today(person.tz)
    clause.save()
    version = clause.version
    if version.body.get("format") != FORMAT:
        # A draft begun before lines had all their parts: from this line on it is hashed with them.
        version.body = {**version.body, "format": FORMAT}
        version.save(update_fields=["body"])


def _beside(clause: Clause, person: Person) -> dict[str, Any]:
    """What a draft keeps beside the words, and no signed text: which line it began from, and its words as they were
    before whoever changed it last began to."""
    kept = {EARLIER: clause.body[EARLIER]} if EARLIER in clause.body else {}
    if not clause.body:
        return kept
    by_the_same = clause.edited_by_id == person.pk
    before = clause.body.get(BEFORE) if by_the_same else clause.line.body()
    return {**kept, BEFORE: before} if before else kept
