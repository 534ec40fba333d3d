"""Two persons, the way in, and what each of them folds away."""

from .couple import Couple, Partner, live_partner_of, open_places
from .invitation import Invitation
from .look_again import LookAgain
from .not_today import NotToday

__all__ = [
    "Couple",
    "Invitation",
    "LookAgain",
    "NotToday",
    "Partner",
    "live_partner_of",
    "open_places",
]
