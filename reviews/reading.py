"""What a reader finds while both go through the draft, and which notes are theirs."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from agreement.beside import Beside, Panel
from agreement.comparing import Compared, line_compared
from agreement.document import LineWords
from agreement.draft_page import DraftLine, draft_lines
from agreement.models import SITTING, Clause, Version
from agreement.reading import lines_of_texts, texts_of
from agreement.version_page import whom
from couples.us import Us
from people.models import Person
from together.models import Sitting

from .models import Note


@dataclass(frozen=True)
class Here:
    """Where both are in the draft: its lines, those too that were deleted and can be brought back; the one before them
    or None at the end, its number, the ids of the lines before and after it, what is different in it (from the words
    in force, where `is_in_force`), and what its reader noted for themselves."""

    lines: tuple[DraftLine, ...]
    line: DraftLine | None = None
    number: int = 0
    before: UUID | None = None
    after: UUID | None = None
    compared: Compared | None = None
    is_in_force: bool = False
    note: Note | None = None

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def place(self) -> str:
        """What a sitting at this place is at."""
        return str(self.line.clause.pk) if self.line else ""

    @property
    def standing(self) -> tuple[DraftLine, ...]:
        return tuple(line for line in self.lines if line.until is None)


def here_of(us: Us, sitting: Sitting, today: date) -> Here:
    """Where a sitting is. Where their line is gone for good, they are at the first."""
    lines = tuple(draft_lines(us, texts_of(us).working, today))
    if not sitting.place or not lines:
        return Here(lines, before=lines[-1].clause.pk if lines else None)
    at = next((n for n, line in enumerate(lines) if str(line.clause.pk) == sitting.place), 0)
    line = lines[at]
    return Here(
        lines,
        line,
        at + 1,
        lines[at - 1].clause.pk if at else None,
        lines[at + 1].clause.pk if at + 1 < len(lines) else None,
        _compared(us, line),
        _in_force(us, line) is not None,
        note_about(line.clause, notes_of(us)),
    )


def _compared(us: Us, line: DraftLine) -> Compared | None:
    """What of a line is different from the words in force that it began from, however many small steps it took; of a
    new one, from the words that the other had written in it."""
    was = _in_force(us, line)
    if was is None:
        return line.changed
    return line_compared(was, line.clause.line, partial(whom, us)) if was != line.clause.line else None


def _in_force(us: Us, line: DraftLine) -> LineWords | None:
    """The words in force that it began from; None for a new one."""
    in_force = texts_of(us).in_force
    rows = lines_of_texts(us)[in_force.pk] if in_force else []
    return next((row.line for row in rows if str(row.pk) == line.clause.earlier), None)


def notes_of(us: Us) -> dict[UUID, Note]:
    """Every note of the reader about lines of the couple they are in now, by the id of the line. One query."""
    if us.couple is None:
        return {}
    rows = Note.objects.visible_to(us.person).filter(couple=us.couple)
    return {note.line: note for note in rows.select_related("person__key")}


def note_about(clause: Clause, notes: dict[UUID, Note]) -> Note | None:
    """The note about a line of the draft, or about the line in force that it began from."""
    earlier = UUID(clause.earlier) if clause.earlier else None
    return notes.get(clause.pk) or (notes.get(earlier) if earlier else None)


def lines_to_note(us: Us) -> list[Clause]:
    """The lines that are to be gone through: those of the draft, or else of the text in force."""
    texts = texts_of(us)
    text = texts.working or texts.in_force
    return [line for line in lines_of_texts(us)[text.pk] if not line.deleted_on] if text else []


@dataclass(frozen=True)
class Outcome:
    """What there is at the end. What has become of the lines in force; which are new, and which can be brought back.
    And besides: those of which both have answered and either wants to talk, and of the reader alone, those of which
    they said so and the other has not answered, and those that they have not answered."""

    kept: tuple[DraftLine, ...]
    changed: tuple[tuple[DraftLine, Compared], ...]
    new: tuple[DraftLine, ...]
    deleted: tuple[DraftLine, ...]
    gone: tuple[Clause, ...]
    to_talk_about: tuple[DraftLine, ...]
    mine_to_talk_about: tuple[DraftLine, ...]
    not_answered: tuple[DraftLine, ...]


def outcome_of(us: Us, here: Here) -> Outcome:
    """The same, for the end. Of a first text every line is new. A line that either still wants to talk about stands
    once: there."""
    in_force = texts_of(us).in_force
    was = {str(row.pk): row for row in (lines_of_texts(us)[in_force.pk] if in_force else [])}
    talk = [line for line in here.standing if line.marks.wants_talk]
    settled = [line for line in here.standing if line not in talk or not line.marks.are_both]
    compared = [(line, _compared(us, line)) for line in settled if line.clause.earlier in was]
    there = {line.clause.earlier for line in here.lines}
    return Outcome(
        kept=tuple(line for line, change in compared if change is None),
        changed=tuple((line, change) for line, change in compared if change is not None),
        new=tuple(line for line in settled if line.clause.earlier not in was),
        deleted=tuple(line for line in here.lines if line.until),
        gone=tuple(row for pk, row in was.items() if pk not in there),
        to_talk_about=tuple(line for line in talk if line.marks.are_both),
        mine_to_talk_about=tuple(line for line in talk if not line.marks.are_both),
        not_answered=tuple(line for line in here.standing if line.marks.mine is None),
    )


class ReviewBeside(Beside):
    """The way to it beside the draft and the text in force; and, for Today, whether a sitting is open."""

    def annotate(self, rows: QuerySet[Version], person: Person, today: date) -> QuerySet[Version]:
        open_now = Sitting.objects.visible_to(person).filter(couple=OuterRef("couple"), about=SITTING)
        return rows.annotate(sitting_begun_on=Subquery(open_now.values("begun_on")[:1]))

    def panel(self, in_force: Version, today: date) -> Panel:
        return _panel(in_force)

    def draft_panel(self, working: Version, today: date) -> Panel:
        return _panel(working)


def _panel(text: Any) -> Panel:
    return Panel("reviews/beside.html", {"is_open": text.sitting_begun_on is not None})


def begun_on(us: Us) -> date | None:
    """The day on which their open sitting was begun; None where there is none."""
    working: Any = texts_of(us).working
    return working.sitting_begun_on if working else None
