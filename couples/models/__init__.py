"""Persons, couples, and the way in."""

from .couple import Couple, Partner, live_partner_of, open_places
from .deletion import Deletion
from .invitation import Invitation
from .not_today import NotToday
from .person import FORMER_PARTNER, Person, PersonManager
from .session import Session
from .tries import Tries

__all__ = [
    "FORMER_PARTNER",
    "Couple",
    "Deletion",
    "Invitation",
    "NotToday",
    "Partner",
    "Person",
    "PersonManager",
    "Session",
    "Tries",
    "live_partner_of",
    "open_places",
]
