"""The agreement: a chain of versions made of clauses, and the signatures under them, one chain a couple. And what goes
with the deck of situations.

Signed rows never change: `history` holds that in the database itself.
"""

from .clause import (
    BEFORE,
    EARLIER,
    REVIEWED,
    UNDO_DAYS,
    Clause,
    Removal,
    Reviewed,
    document_of,
    review_day_of,
    undo_until,
)
from .guess import Guess
from .mark import Mark, Says
from .own_line import OwnLine
from .own_situation import OwnSituation
from .pressed import SigningNote
from .signature import Signature
from .topic_choice import TopicChoice
from .version import (
    MOST_REVIEW_DAYS,
    NEW_LASTS,
    SIGNED,
    WORKING,
    SetAside,
    State,
    Version,
)

ROOM = "agreement"
"""What pieces of this room are known by."""
SITTING = "agreement:review"
"""What a sitting of the two over the draft is known by."""

__all__ = [
    "BEFORE",
    "EARLIER",
    "MOST_REVIEW_DAYS",
    "NEW_LASTS",
    "REVIEWED",
    "ROOM",
    "SIGNED",
    "SITTING",
    "UNDO_DAYS",
    "WORKING",
    "Clause",
    "Guess",
    "Mark",
    "OwnLine",
    "OwnSituation",
    "Removal",
    "Reviewed",
    "Says",
    "SetAside",
    "Signature",
    "SigningNote",
    "State",
    "TopicChoice",
    "Version",
    "document_of",
    "review_day_of",
    "undo_until",
]
