"""What this room itself promises about the rows of persons and couples."""

from collections.abc import Mapping
from datetime import date

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.urls import reverse

from people.models import Deletion, Export, HandOver, HasRead, Interruption, Person, Rest, Session
from reminders.models import Reminder, Subscription

from . import exporting
from .export.shape import Room
from .leaves import Summary, look_again_leaf
from .models import Couple, Invitation, LookAgain, NotToday, Partner
from .us import Us


class CouplesPart:
    """Places, invitations, folded leaves; and the two rooms above that know persons only as the user model."""

    rows: tuple[type[Model], ...] = (
        Partner,
        Invitation,
        NotToday,
        HasRead,
        Interruption,
        Rest,
        LookAgain,
        HandOver,
        Session,
        EmailAddress,
        EmailConfirmation,
        Authenticator,
        Reminder,
        Subscription,
        Deletion,
        Export,
    )

    erased: Mapping[type[Model], str] = {
        NotToday: "person",
        HasRead: "person",
        Interruption: "person",
        Rest: "person",
        LookAgain: "person",
        HandOver: "person",
        Invitation: "invited_by",
        EmailConfirmation: "email_address__user",
        EmailAddress: "user",
        Authenticator: "user",
        Reminder: "person",
        Subscription: "person",
        Session: "person",
        Export: "person",
        Deletion: "person",
    }
    kept: Mapping[type[Model], str] = {
        Partner: "by which the other finds what both signed; the name in it is under a key that is gone",
    }

    def join(self, couple: Couple) -> None:
        """Places and invitations are joined by the action itself."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Places and invitations are closed by the action itself."""

    def erase(self, person: Person) -> None:
        """The person's own row is emptied by the action itself."""

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        """Being two is no news by itself: what two begin with is for the plan to say. Alone, the day on which one
        wanted to look again at having asked."""
        come = not us.is_two and LookAgain.objects.visible_to(us.person).filter(day__lte=today).exists()
        again = look_again_leaf("again-invitation", "“Ask your partner to join”.", reverse("couples:invitation"))
        return Summary(leaves=(again,) if come else ())
