"""What of this room is written alone: a line that is being typed, and the cards of a topic."""

from collections.abc import Collection

from agreement.actions.half_typed import MARK
from people.models import Person
from sealed.piece import Piece

from .line import LinePiece, changed_line, new_line, new_own_line
from .mark import MarkPiece, mark_of
from .topic import TopicPiece, topic_sitting, topics_of_keys

__all__ = [
    "LinePiece",
    "MarkPiece",
    "TopicPiece",
    "changed_line",
    "find_pieces",
    "mark_of",
    "new_line",
    "new_own_line",
    "topic_sitting",
]


def find_pieces(person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """Those topics, lines and marks, to be read: a draft says by itself what was typed."""
    typed = {key: MarkPiece(key) if key.startswith(MARK) else LinePiece(key) for key in keys}
    return {**typed, **topics_of_keys(person, keys)}
