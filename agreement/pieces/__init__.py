"""What of this room is written alone: a line or a situation that is being typed, and the cards of a topic."""

from collections.abc import Collection

from agreement.actions.half_typed import MARK, SITUATION
from people.models import Person
from sealed.piece import Piece

from .line import LinePiece, changed_line, new_line, new_own_line
from .mark import MarkPiece, mark_of
from .situation import SituationPiece, situation_beside
from .topic import TopicPiece, topic_sitting, topics_of_keys

__all__ = [
    "LinePiece",
    "MarkPiece",
    "SituationPiece",
    "TopicPiece",
    "changed_line",
    "find_pieces",
    "mark_of",
    "new_line",
    "new_own_line",
    "situation_beside",
    "topic_sitting",
]


_BY_BEGINNING: dict[str, type[MarkPiece] | type[SituationPiece]] = {MARK: MarkPiece, SITUATION: SituationPiece}


def find_pieces(person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """Those topics, lines, marks and situations, to be read: a draft says by itself what was typed."""
    return {**{key: _half_typed(key) for key in keys}, **topics_of_keys(person, keys)}


def _half_typed(key: str) -> Piece:
    kinds = (kind for beginning, kind in _BY_BEGINNING.items() if key.startswith(beginning))
    return next(kinds, LinePiece)(key)
