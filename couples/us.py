"""Who we are right now: a person, their open couple and its other half."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from people.models import Person

from .models import Couple, Partner, open_places


@dataclass(frozen=True)
class Us:
    """A person with their open couple (or none) and the other partner (or none yet)."""

    person: Person
    couple: Couple | None = None
    me: Partner | None = None
    other: Partner | None = None
    looked_up: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What rooms have found for these two and keep until the request is over: no two parts of a page ask twice."""

    @property
    def is_two(self) -> bool:
        return self.other is not None

    @property
    def terms(self) -> str:
        """Which space this is and of how many: what a page about closing it speaks of."""
        return terms_of(self.couple, 2 if self.is_two else 1) if self.couple else ""

    @property
    def two_since(self) -> date | None:
        """The day on which the second of the two joined."""
        return max(self.me.joined_on, self.other.joined_on) if self.me and self.other else None

    @property
    def my_name(self) -> str:
        return self.me.name if self.me else self.person.name

    @property
    def other_name(self) -> str:
        return self.other.name if self.other else ""

    def name_of(self, person_id: object) -> str:
        """The name that a partner of this couple chose in it."""
        if self.other and self.other.person_id == person_id:
            return self.other_name
        return self.my_name


def terms_of(couple: Couple, partners: int) -> str:
    """Names one couple as it is now, with one partner or two."""
    return f"{couple.pk} {'two' if partners == 2 else 'one'}"


def us_of(person: Person) -> Us:
    """The couple that `person` is in now. One query."""
    me = other = None
    for place in open_places(person):
        if place.person_id == person.pk:
            me = place
        else:
            other = place
    return Us(person=person, couple=me.couple if me else None, me=me, other=other)
