"""What this room itself promises about the rows of persons and couples."""

from datetime import date

from allauth.account.models import EmailAddress, EmailConfirmation
from django.db.models import Model
from django.urls import reverse

from reminders.models import Reminder, Subscription

from .leaves import Leaf, Rank, Summary
from .models import Couple, Invitation, NotToday, Partner, Person
from .us import Us


class CouplesPart:
    """Places, invitations, folded leaves; and the two rooms above that know persons only as the user model."""

    rows: tuple[type[Model], ...] = (
        Partner,
        Invitation,
        NotToday,
        EmailAddress,
        EmailConfirmation,
        Reminder,
        Subscription,
    )

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Places and invitations are closed by the action itself."""

    def summary(self, us: Us, today: date) -> Summary:
        if us.is_two and us.couple and _joined_on(us) == today:
            return Summary(leaves=(_you_are_two_now(),))
        return Summary()


def _joined_on(us: Us) -> date | None:
    places = [place for place in (us.me, us.other) if place is not None]
    return max(place.joined_on for place in places)


def _you_are_two_now() -> Leaf:
    return Leaf(
        key="two-now",
        rank=Rank.NEXT,
        title="You are two now",
        text="Start with the same small thing, each alone: “Why I am here”. Seven minutes.",
        action_label="Begin",
        action_url=reverse("recovery:piece", args=["why-i-am-here"]),
        visibility="sealed",
    )
