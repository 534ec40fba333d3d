"""What going through the agreement together has for Today, and one's own notes for an export."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from couples.export.shape import Room
from couples.leaves import Leaf, Rank, Summary
from couples.parts import Part
from couples.us import Us

from . import exporting
from .reading import begun_on

LATELY = timedelta(days=1)


class ReviewsPart(Part):
    """Notes are their author's only, and stay theirs when the space closes."""

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        return Summary(leaves=tuple(_sitting(us, today)))


def _sitting(us: Us, today: date) -> Iterator[Leaf]:
    """The same for both, whoever began and whatever either does in it: it is counted from the day it was begun. After
    another it only waits."""
    begun = begun_on(us)
    if begun is None:
        return
    yield Leaf(
        # One key: begun again on the same day, it does not come back to who put it off.
        key="review",
        rank=Rank.TODAY if today - begun <= LATELY else Rank.OPEN,
        title=gettext("A review of your agreement is open"),
        text=gettext("You can go through it together, line by line, or leave it. We don’t show who has looked."),
        action_label=gettext("Open review"),
        action_url=reverse("reviews:sitting"),
    )
