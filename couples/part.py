"""What this room exports, and what it has for Today."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from . import exporting
from .export.shape import Room
from .leaves import Summary, look_again_leaf
from .models import InvitationLookAgain
from .parts import Part
from .us import Us


class CouplesPart(Part):
    """Places and invitations; they are joined and closed by the actions themselves. It also exports what the rooms
    above have of a person, which know neither couples nor exports."""

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        """Being two is no news by itself: what two begin with is for the plan to say. Alone, the day on which one
        wanted to look again at having asked."""
        if us.is_two or not InvitationLookAgain.objects.visible_to(us.person).filter(day__lte=today).exists():
            return Summary()
        url = reverse("couples:invitation")
        return Summary(leaves=(look_again_leaf("again-invitation", gettext("“Ask your partner to join”."), url),))
