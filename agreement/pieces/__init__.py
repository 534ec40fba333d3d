"""What of this room is written alone: a line that is being typed, and the cards of a topic."""

from collections.abc import Collection

from people.models import Person
from sealed.piece import Piece

from .line import SEEN, TYPED, LinePiece, changed_line, new_line, new_own_line
from .topic import TopicPiece, topic_sitting, topics_of_keys

__all__ = [
    "SEEN",
    "TYPED",
    "LinePiece",
    "TopicPiece",
    "changed_line",
    "find_pieces",
    "new_line",
    "new_own_line",
    "topic_sitting",
]


def find_pieces(person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """Those topics and lines, to be read: a draft says by itself what was typed."""
    topics = topics_of_keys(person, keys)
    return {key: topics[key] if key in topics else LinePiece(key) for key in keys}
