"""Two persons, the way in, and what each of them folds away."""

from .couple import Couple, CoupleRow, Partner, live_partner_of, open_places
from .invitation import Invitation
from .invitation_look_again import InvitationLookAgain
from .not_today import NotToday

__all__ = [
    "Couple",
    "CoupleRow",
    "Invitation",
    "InvitationLookAgain",
    "NotToday",
    "Partner",
    "live_partner_of",
    "open_places",
]
