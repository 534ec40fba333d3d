"""One person: who they are, where they are signed in, and what is theirs alone."""

from .aside import Aside
from .browser import Browser
from .change import Change, What
from .deletion import Deletion
from .export import Export
from .hand_over import HandOver
from .has_read import HasRead
from .interruption import Interruption
from .paper_key import PaperKey
from .person import FORMER_PARTNER, Person, PersonManager
from .rest import Rest
from .row import PersonRow
from .session import Session
from .small_sign_in import SmallSignIn
from .tries import Tries

__all__ = [
    "FORMER_PARTNER",
    "Aside",
    "Browser",
    "Change",
    "Deletion",
    "Export",
    "HandOver",
    "HasRead",
    "Interruption",
    "PaperKey",
    "Person",
    "PersonManager",
    "PersonRow",
    "Rest",
    "Session",
    "SmallSignIn",
    "Tries",
    "What",
]
