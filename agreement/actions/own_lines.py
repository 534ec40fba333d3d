"""The lines that somebody writes on their own: kept for them alone, and shared one by one or never."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

import clock
from agreement.document import BOTH, LineWords
from agreement.models import SIGNED, Clause, OwnLine, Version, undo_until
from agreement.refusals import LineGone, OwnWordsChanged, TooLateToUndo, TooManyLines
from couples.models import Couple, Partner
from people.actions import lock_person
from people.models import Person

from .clauses import MOST_LINES, put_line
from .half_typed import NEW_OWN, drop_half_typed, of_line
from .working_copy import couple_of_two, delete_lines


def write_own_line(
    person: Person, words: LineWords, line_id: UUID | None = None, *, typed: int | None = None
) -> OwnLine:
    """Keeps a line for its author alone. The same form sent twice makes one line. `typed`: the revision of what was
    kept meanwhile. Refuses TooManyLines."""
    with transaction.atomic():
        lock_person(person)
        mine = list(OwnLine.unscoped.filter(person=person, deleted_on=None).select_related("person"))
        if doubled := next((line for line in mine if line.pk == line_id and line.line == words), None):
            return doubled
        if len(mine) >= MOST_LINES:
            raise TooManyLines
        drop_half_typed(person, NEW_OWN, typed)
        return _add(person, words, line_id)


def change_own_line(person: Person, line_id: UUID, words: LineWords, *, seen: int, typed: int | None = None) -> OwnLine:
    """Changes the words of an own line; a copy that was shared before stays as it is.

    Refuses LineGone, and OwnWordsChanged where another tab has changed it since `seen`.
    """
    with transaction.atomic():
        line = _locked_line(person, line_id)
        drop_half_typed(person, of_line(line_id), typed)
        if line.line == words:
            return line
        if line.revision != seen:
            raise OwnWordsChanged(line)
        line.revision += 1
        return _write(line, words)


def delete_own_line(person: Person, line_id: UUID) -> None:
    """Takes an own line out; for a day it can be brought back. A copy that was shared stays in the draft. Twice does no
    harm."""
    with transaction.atomic(), suppress(LineGone):
        line = _locked_line(person, line_id)
        line.deleted_on = clock.today(person.tz)
        line.save(update_fields=["deleted_on"])


def bring_own_line_back(person: Person, line_id: UUID) -> OwnLine:
    """Puts a deleted own line back in its place. Twice does no harm.

    Refuses LineGone, TooLateToUndo and TooManyLines.
    """
    with transaction.atomic():
        lock_person(person)
        mine = OwnLine.unscoped.filter(person=person).select_related("person")
        line = mine.filter(pk=line_id).first()
        if line is None:
            raise LineGone
        if line.deleted_on is None:
            return line
        if undo_until(line.deleted_on, clock.today(person.tz)) is None:
            raise TooLateToUndo
        if mine.filter(deleted_on=None).count() >= MOST_LINES:
            raise TooManyLines
        line.deleted_on = None
        line.save(update_fields=["deleted_on"])
    return line


def share_own_line(person: Person, line_id: UUID, *, seen: int) -> Clause:
    """Copies the line, as it stood on the page, into the draft, where both see it at once. Twice makes one line.

    Refuses LineGone, OwnWordsChanged, NotTwoYet and TooManyLines.
    """
    with transaction.atomic():
        line = _locked_line(person, line_id)
        if line.revision != seen:
            raise OwnWordsChanged(line)
        clause, _ = put_line(couple_of_two(person), person, line.line, line.copy_id)
        return clause


def keep_alone(couple: Couple) -> None:
    """Of a couple of one, whose row is locked: the lines of its draft become own lines of who wrote them.

    Runs inside the transaction in which somebody joins it, or in which it dissolves: a draft that was written alone
    is never there for another to find.
    """
    if Partner.unscoped.filter(couple=couple, left_on=None).count() != 1:
        return
    drafted = Version.unscoped.filter(couple=couple).exclude(state__in=SIGNED)
    lines = Clause.unscoped.filter(version__in=drafted).select_related("version__couple", "edited_by")
    for clause in lines:
        # Without a lock on the author: their row comes before the couple's in the order, and that one is held here.
        _add(clause.edited_by, replace(clause.line, for_whom=BOTH), clause.pk)
    delete_lines(lines)
    drafted.delete()


def _locked_line(person: Person, line_id: UUID) -> OwnLine:
    lock_person(person)
    line = OwnLine.unscoped.filter(pk=line_id, person=person, deleted_on=None).select_related("person").first()
    if line is None:
        raise LineGone
    return line


def _add(person: Person, words: LineWords, line_id: UUID | None) -> OwnLine:
    """A line after the others. An id that is taken already, by whomever, is exchanged for a fresh one."""
    if line_id is None or OwnLine.unscoped.filter(pk=line_id).exists():
        line_id = uuid4()
    last = OwnLine.unscoped.filter(person=person).aggregate(last=Max("position"))["last"] or 0
    return _write(OwnLine(pk=line_id, person=person, position=last + 1), words)


def _write(line: OwnLine, words: LineWords) -> OwnLine:
    line.body = {"words": words.body()}
    line.save()
    return line
