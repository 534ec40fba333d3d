"""What this room exports, and what goes with a person who is deleted."""

from couples.export.shape import Room
from couples.parts import Part
from couples.us import Us
from people.models import Person

from . import actions, exporting


class TogetherPart(Part):
    """Nothing closes with a couple: its list is open to nobody then, and words of one's own stay their writer's."""

    def erase(self, person: Person) -> None:
        actions.erase_words_of(person)

    def export(self, us: Us) -> Room:
        return exporting.export(us)
