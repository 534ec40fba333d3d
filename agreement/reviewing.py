"""The text in force, read again: what has become of each of its lines in the draft that began from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from couples.us import Us

from .models import Clause, Reviewed, Version, undo_until
from .reading import lines_of_texts

OPEN, GONE = "", "gone"


@dataclass(frozen=True)
class ReviewLine:
    """One line in force, and what has become of it."""

    clause: Clause
    draft: Clause | None
    """Its line in the draft; None where that is gone for good."""
    outcome: str
    """One of `Reviewed`, `GONE`, or `OPEN` where nobody has said anything yet."""
    until: date | None = None
    """Of one that was let go, the last day on which it can be brought back."""

    @property
    def now(self) -> str:
        """What has become of it, in a word; nothing of one that is open or gone."""
        return str(Reviewed(self.outcome).label) if self.outcome in Reviewed.values else ""


def review_lines(us: Us, in_force: Version, working: Version | None, today: date) -> list[ReviewLine]:
    """Every line in force, in its order. Without a draft all of them are open."""
    clauses = lines_of_texts(us)[in_force.pk]
    drafted = lines_of_texts(us)[working.pk] if working else []
    copies = {row.earlier: row for row in drafted}
    # Of a draft that was begun from an earlier text, or before a draft noted where its lines are from.
    others = [row for row in drafted if row.earlier not in {str(clause.pk) for clause in clauses}]
    return [
        _line(clause, copies.get(str(clause.pk)) or _same(clause, others), today, is_begun=working is not None)
        for clause in clauses
    ]


def _same(clause: Clause, drafted: Sequence[Clause]) -> Clause | None:
    """A line of the very same words."""
    return next((row for row in drafted if row.line == clause.line), None)


def _line(clause: Clause, draft: Clause | None, today: date, *, is_begun: bool) -> ReviewLine:
    if not is_begun:
        return ReviewLine(clause, None, OPEN)
    if draft is None:
        return ReviewLine(clause, None, GONE)
    if deleted_on := draft.deleted_on:  # type: ignore[attr-defined]
        return ReviewLine(clause, draft, GONE, undo_until(deleted_on, today))
    if draft.line == clause.line:
        return ReviewLine(clause, draft, Reviewed.KEPT if draft.reviewed == Reviewed.KEPT else OPEN)
    return ReviewLine(clause, draft, Reviewed.LOOSENED if draft.reviewed == Reviewed.LOOSENED else Reviewed.CHANGED)


def chosen_first(lines: Sequence[ReviewLine], chosen: Collection[UUID]) -> tuple[list[ReviewLine], list[ReviewLine]]:
    """Those lines that somebody came to talk about, and the others; all in the first where none is among them."""
    first = [line for line in lines if line.clause.pk in chosen]
    return (first, [line for line in lines if line not in first]) if first else (list(lines), [])
