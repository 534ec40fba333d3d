"""What letters promise about their rows, and what they have for Today."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from agreement.reading import texts_of
from couples.export.shape import Room
from couples.leaves import Leaf, Rank, Summary
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
from people.models import Person

from . import actions, exporting
from .reading import just_opened


class LettersPart(Part):
    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Letters stay their writers'. What both said about reading them ends."""
        actions.forget_yeses(couple)

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        return Summary(leaves=tuple(_letters(us)))


def _letters(us: Us) -> Iterator[Leaf]:
    """The reader's own letter that has opened in these days, whatever the other wrote or said."""
    letter_id = just_opened(texts_of(us).in_force)
    if letter_id is not None:
        yield _opened(letter_id)


def _opened(letter_id: UUID) -> Leaf:
    return Leaf(
        key=f"letter-{letter_id}",
        rank=Rank.TODAY,
        title=gettext("You wrote this a year ago"),
        text=gettext("Your letter has opened. You can read it today, later or not at all."),
        action_label=gettext("Read it"),
        action_url=reverse("letters:letter"),
    )
