"""The lock order, here and everywhere: the acting person's own row, then couples in the order of their ids, then their
children. The locks are `no_key`, so that rows which merely point at a person or a couple can be written meanwhile.
"""

import uuid

import clock
from couples.models import Couple, Partner
from people.actions import lock_person
from people.models import Person
from vault.actions import make_key


def locked_couple_of(person: Person) -> Couple | None:
    """The open couple of `person`, both rows locked until the transaction ends; None where they are on their own."""
    lock_person(person)
    place = Partner.unscoped.filter(person=person, left_on=None).first()
    if place is None:
        return None
    couple = locked({place.couple_id})[place.couple_id]
    return couple if couple.closed_on is None else None


def locked_couple_of_two(person: Person) -> Couple | None:
    """The same, where there is a second one in it; else None."""
    couple = locked_couple_of(person)
    if couple is None or Partner.unscoped.filter(couple=couple, left_on=None).count() != 2:
        return None
    return couple


def couple_for_writing(person: Person) -> Couple:
    """The open couple of `person`, locked; a couple of one is made where there is none. Inside a transaction only."""
    return locked_couple_of(person) or _couple_of_one(person)


def locked(ids: set[uuid.UUID]) -> dict[uuid.UUID, Couple]:
    """Those couples, locked in the order of their ids until the transaction ends."""
    rows = Couple.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {couple.pk: couple for couple in rows}


def _couple_of_one(person: Person) -> Couple:
    today = clock.today(person.tz)
    couple = Couple.unscoped.create(key=make_key(), opened_on=today)
    place = Partner(couple=couple, person=person, slot=1, joined_on=today)
    place.body = {"name": person.name}
    place.save()
    return couple
