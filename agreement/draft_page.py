"""The lines of the draft as one reader sees them: with the notes that their words call for, what the other changed in
them, and what each says of them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from couples.us import Us

from . import wording
from .comparing import Compared, line_compared
from .models import Clause, Mark, Says, Version, undo_until
from .reading import lines_of_texts, marks_of
from .version_page import terms_of, whom

NEW, IN_FORCE = "new", "in-force"


@dataclass(frozen=True)
class Marks:
    """What is said of a line's words as they are now: by its reader, and by the other once both have."""

    mine: Mark | None = None
    theirs: Mark | None = None
    earlier: Mark | None = None
    """What its reader said of earlier words, and has not said of these. Only they see it."""

    @property
    def are_both(self) -> bool:
        """Whether both have answered."""
        return self.mine is not None and self.theirs is not None

    @property
    def wants_talk(self) -> bool:
        """Whether either wants to talk about it, as far as its reader may know."""
        return any(mark is not None and mark.says == Says.TALK for mark in (self.mine, self.theirs))


@dataclass(frozen=True)
class DraftLine:
    """One line on the drafting page."""

    clause: Clause
    edited_by: str
    begun: str = ""
    """What is to be said of a line whose words nobody has changed yet: that it is `NEW`, or in force."""
    terms: str = ""
    is_vague: bool = False
    cares: bool = False
    changed: Compared | None = None
    """Where somebody changed the other's words: what is different."""
    marks: Marks = Marks()
    above: UUID | None = None
    """The line that stands before it, or None; `below` is the one before which it would stand one place further down,
    and `is_last` says that there is no such place."""
    below: UUID | None = None
    is_last: bool = False
    until: date | None = None
    """Of a deleted line, the last day on which it can be brought back."""


def draft_lines(us: Us, version: Version | None, today: date) -> list[DraftLine]:
    """Every line in its place, and so is one that was deleted as long as it can be brought back."""
    drafted = lines_of_texts(us)[version.pk] if version else []
    rows = [row for row in drafted if not row.deleted_on or _until(row, today)]
    standing = [row.pk for row in rows if not row.deleted_on]
    marks = marks_of(us.person, version) if version else {}
    # One note of care a page.
    cares = next((row.pk for row in rows if not row.deleted_on and wording.can_control(row.line)), None)
    return [
        DraftLine(row, _edited_by(us, row), until=_until(row, today))
        if row.deleted_on
        else _standing(us, row, standing, _marks(us, row, marks.get(row.pk, ())), cares=row.pk == cares)
        for row in rows
    ]


def _standing(us: Us, clause: Clause, order: list[UUID], marks: Marks, *, cares: bool) -> DraftLine:
    place = order.index(clause.pk)
    return DraftLine(
        clause,
        _edited_by(us, clause),
        _begun(clause),
        terms_of(us, clause.line),
        wording.is_vague(clause.text),
        cares,
        changed_in(us, clause),
        marks,
        above=order[place - 1] if place else None,
        below=order[place + 2] if place + 2 < len(order) else None,
        is_last=place + 1 == len(order),
    )


def changed_in(us: Us, clause: Clause) -> Compared | None:
    """What of a line is different from the words that the other had written in it; None where nothing is."""
    before = clause.line_before
    return line_compared(before, clause.line, partial(whom, us)) if before else None


def _until(row: Clause, today: date) -> date | None:
    return undo_until(row.deleted_on, today)  # type: ignore[attr-defined]


def _edited_by(us: Us, clause: Clause) -> str:
    return "you" if clause.edited_by_id == us.person.pk else us.name_of(clause.edited_by_id)


def _begun(clause: Clause) -> str:
    if clause.revision > 1:
        return ""
    return IN_FORCE if clause.earlier else NEW


def _marks(us: Us, clause: Clause, found: list[Mark] | tuple[()]) -> Marks:
    now = {mark.person_id == us.person.pk: mark for mark in found if mark.revision == clause.revision}
    earlier = next((mark for mark in found if mark.revision != clause.revision), None)
    return Marks(now.get(True), now.get(False), earlier)
