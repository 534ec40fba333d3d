"""One person: who they are, where they are signed in, and what is theirs alone."""

from .deletion import Deletion
from .export import Export
from .hand_over import HandOver
from .has_read import HasRead
from .interruption import Interruption
from .person import FORMER_PARTNER, Person, PersonManager
from .rest import Rest
from .row import PersonRow
from .session import Session
from .tries import Tries

__all__ = [
    "FORMER_PARTNER",
    "Deletion",
    "Export",
    "HandOver",
    "HasRead",
    "Interruption",
    "Person",
    "PersonManager",
    "PersonRow",
    "Rest",
    "Session",
    "Tries",
]
