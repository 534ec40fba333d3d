"""Folding a leaf of Today."""

import clock
from couples.models import NotToday
from people.models import Person


def fold_leaf(person: Person, leaf: str) -> None:
    """Folds one leaf of Today until tomorrow."""
    NotToday.unscoped.get_or_create(person=person, leaf=leaf, day=clock.today(person.tz))
