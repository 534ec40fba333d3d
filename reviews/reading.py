"""What a reader finds while both go through the draft, and which notes are theirs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from agreement.beside import Beside, Panel
from agreement.comparing import Compared, line_compared
from agreement.draft_page import DraftLine, draft_lines
from agreement.models import SITTING, Clause, Version
from agreement.reading import lines_of_texts, texts_of
from agreement.reviewing import review_lines
from agreement.version_page import whom
from couples.us import Us
from people.models import Person
from sealed.folding import value_of
from sealed.models import Draft
from together.models import Sitting

from .actions import NOTE
from .models import ROOM, Note


@dataclass(frozen=True)
class Here:
    """Where both are in the draft: its lines, those too that were deleted and can be brought back; the one before them
    or None at the end, its number, the ids of the lines before and after it, and what its reader noted for themselves.
    `origins`: the lines in force that lines of the draft began from, by the id of the draft's."""

    us: Us
    lines: tuple[DraftLine, ...]
    origins: Mapping[UUID, Clause]
    line: DraftLine | None = None
    number: int = 0
    before: UUID | None = None
    after: UUID | None = None
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

    @property
    def began_in_force(self) -> bool:
        """Whether that line is not a new one."""
        return self.line is not None and self.line.clause.pk in self.origins

    @property
    def changed(self) -> Compared | None:
        """What is different in that line; None where nothing is."""
        return self.changed_in(self.line) if self.line else None

    def changed_in(self, line: DraftLine) -> Compared | None:
        """What of a line is different from the words in force that it began from, however many small steps it took; of
        a new one, from the words that the other had written in it."""
        origin = self.origins.get(line.clause.pk)
        if origin is None:
            return line.changed
        if origin.line == line.clause.line:
            return None
        return line_compared(origin.line, line.clause.line, partial(whom, self.us))


def here_of(us: Us, sitting: Sitting, today: date) -> Here:
    """Where a sitting is. Where their line is gone for good, they are at the first."""
    lines = tuple(draft_lines(us, texts_of(us).working, today))
    here = Here(us, lines, _origins(us, today), before=lines[-1].clause.pk if lines else None)
    if not sitting.place or not lines:
        return here
    at = next((n for n, line in enumerate(lines) if str(line.clause.pk) == sitting.place), 0)
    return replace(
        here,
        line=lines[at],
        number=at + 1,
        before=lines[at - 1].clause.pk if at else None,
        after=lines[at + 1].clause.pk if at + 1 < len(lines) else None,
        note=note_about(lines[at].clause, notes_of(us)),
    )


def _origins(us: Us, today: date) -> dict[UUID, Clause]:
    texts = texts_of(us)
    lines = review_lines(us, texts.in_force, texts.working, today) if texts.in_force else []
    return {line.draft.pk: line.clause for line in lines if line.draft}


def notes_of(us: Us) -> dict[UUID, Note]:
    """Every note of the reader about lines of the couple they are in now, by the id of the line. One query."""
    if us.couple is None:
        return {}
    rows = Note.objects.visible_to(us.person).filter(couple=us.couple)
    return {note.line: note for note in rows.select_related("person__key")}


def typed_notes_of(person: Person) -> dict[UUID, str]:
    """What the reader was typing into notes and has not saved, by the id of the line. One query."""
    prefix = f"{ROOM}:{NOTE}"
    rows = Draft.objects.visible_to(person).filter(piece__startswith=prefix).select_related("person__key")
    typed = {UUID(draft.piece.removeprefix(prefix)): str(value_of(draft.words, "note") or "") for draft in rows}
    return {line_id: text for line_id, text in typed.items() if text}


def noted_on(clause: Clause, *found: Collection[UUID]) -> UUID:
    """The line that a note on this one is kept under: of those in which there is something, itself, or the line in
    force that it began from."""
    earlier = UUID(clause.earlier) if clause.earlier else None
    return next((line for line in (clause.pk, earlier) if line and any(line in each for each in found)), clause.pk)


def note_about(clause: Clause, notes: Mapping[UUID, Note]) -> Note | None:
    """The note about a line of the draft, or about the line in force that it began from."""
    return notes.get(noted_on(clause, notes))


def lines_to_note(us: Us) -> list[Clause]:
    """The lines that are to be gone through: those of the draft, or else of the text in force."""
    return [line for line in _lines(us) if not line.deleted_on]


def line_to_note(us: Us, line_id: UUID) -> Clause | None:
    """One of them, or one that was deleted and can be brought back."""
    return next((line for line in _lines(us) if line.pk == line_id), None)


def _lines(us: Us) -> list[Any]:
    texts = texts_of(us)
    text = texts.working or texts.in_force
    return lines_of_texts(us)[text.pk] if text else []


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


def outcome_of(here: Here) -> Outcome:
    """The same, for the end. Of a first text every line is new. A line that either still wants to talk about stands
    once: there."""
    talk = [line for line in here.standing if line.marks.wants_talk]
    settled = [line for line in here.standing if line not in talk or not line.marks.are_both]
    old = [(line, here.changed_in(line)) for line in settled if line.clause.pk in here.origins]
    in_force = texts_of(here.us).in_force
    still = {clause.pk for clause in here.origins.values()}
    return Outcome(
        kept=tuple(line for line, change in old if change is None),
        changed=tuple((line, change) for line, change in old if change is not None),
        new=tuple(line for line in settled if line.clause.pk not in here.origins),
        deleted=tuple(line for line in here.lines if line.until),
        gone=tuple(row for row in lines_of_texts(here.us)[in_force.pk] if row.pk not in still) if in_force else (),
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
