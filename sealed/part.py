"""What happens to the rows of sealed pairs when a couple closes, and what they have for Today."""

from collections.abc import Iterator
from datetime import date

from couples.export.shape import Room
from couples.leaves import Leaf, Summary, look_again_leaf, opened_leaf
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
from people.models import Person

from . import actions, exporting
from .pieces import pieces_of
from .reading import overview_of


class SealedPart(Part):
    def close(self, couple: Couple, leaver: Person | None) -> None:
        actions.release(couple, leaver)

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        return Summary(leaves=tuple(_leaves(us, today)))


def _leaves(us: Us, today: date) -> Iterator[Leaf]:
    found = overview_of(us, today)
    again = (found.come_again & found.sealed) - found.opened
    pieces = pieces_of(us.person, found.unread | again)
    for piece_id in sorted(found.unread & pieces.keys()):
        piece = pieces[piece_id]
        yield opened_leaf(f"opened-{piece_id}", piece.named, piece.address("opening"))
    for piece_id in sorted(again & pieces.keys()):
        piece = pieces[piece_id]
        if not piece.is_over(us, has_sealed=True):
            yield look_again_leaf(f"again-{piece_id}", piece.named, piece.address("look-again"))
