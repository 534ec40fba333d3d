"""Writing as somebody would by the pages: what several rooms' tests begin with."""

from typing import Any

import recovery.actions
import sealed.actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.models import Person, PersonRow
from recovery.pieces import piece_of
from recovery.plan.activities import Activity
from sealed.folding import Words


def reflect(person: Person, activity: Activity, words: Words, *, revision: int | None = None) -> None:
    """What a person writes for themselves, with the button pressed."""
    sealed.actions.finish(person, piece_of(activity), words, revision=revision)


def show(person: Person, activity: Activity, words: Words) -> None:
    """What a person writes and shares with the other."""
    sealed.actions.keep(person, piece_of(activity), words)
    recovery.actions.share(person, activity)


def words_of(row: PersonRow | None) -> Any:
    """What its author may read of it now."""
    return row.words if row else {}


def seal_check_in(person: Person, check_in: CheckIn, words: Words) -> None:
    """Kept and sealed, as by the two pages."""
    piece = CheckInPiece(check_in)
    sealed.actions.seal_draft(person, piece, sealed.actions.keep(person, piece, words).revision)
