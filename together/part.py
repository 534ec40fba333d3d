"""What this room exports, and what goes with a person who is deleted."""

from couples.export.shape import Room
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
from people.models import Person

from . import actions, exporting


class TogetherPart(Part):
    """With a couple its sittings end. Of the list nothing closes: it is open to nobody then, and words of one's own
    stay their writer's."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        actions.end(couple)

    def erase(self, person: Person) -> None:
        actions.erase_words_of(person)

    def export(self, us: Us) -> Room:
        return exporting.export(us)
