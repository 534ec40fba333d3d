"""Persons, couples, and the way in."""

from .couple import Couple, Partner, live_partner_of, open_places
from .deletion import Deletion
from .export import Export
from .hand_over import HandOver
from .has_read import HasRead
from .interruption import Interruption
from .invitation import Invitation
from .look_again import LookAgain
from .not_today import NotToday
from .person import FORMER_PARTNER, Person, PersonManager
from .rest import Rest
from .session import Session
from .tries import Tries

__all__ = [
    "FORMER_PARTNER",
    "Couple",
    "Deletion",
    "Export",
    "HandOver",
    "HasRead",
    "Interruption",
    "Invitation",
    "LookAgain",
    "NotToday",
    "Partner",
    "Person",
    "PersonManager",
    "Rest",
    "Session",
    "Tries",
    "live_partner_of",
    "open_places",
]
