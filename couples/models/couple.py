"""Two people at most, one open couple a person: the database says so."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from people.models.person import FORMER_PARTNER, Person
from vault.keyring import Destroyed
from vault.models import Key, PrivateModel


class Couple(PrivateModel):
    """The account that two persons share; nobody owns it. Open, or closed for ever."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    def body_key_id(self) -> uuid.UUID:
        return self.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(pk__in=Partner.couples_of(person))


class Partner(PrivateModel):
    """A person's place in a couple, with the name they chose there."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    slot = models.PositiveSmallIntegerField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="partner_slot_1_or_2", condition=Q(slot__in=(1, 2))),
            models.UniqueConstraint(name="partner_slot_once", fields=("couple", "slot")),
            models.UniqueConstraint(name="partner_person_once", fields=("couple", "person")),
            models.UniqueConstraint(
                name="partner_one_open_couple", fields=("person",), condition=Q(left_on__isnull=True)
            ),
        )

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(couple__in=cls.couples_of(person))

    @classmethod
    def couples_of(cls, person: Any) -> models.QuerySet["Partner", Any]:
        """The ids of every couple, open or closed, in which `person` has a place: what the doors are built from."""
        return models.QuerySet(cls).filter(person=person).values("couple")

    @property
    def name(self) -> str:
        try:
            return str(self.body.get("name", "")) or self.person.name
        except Destroyed:
            return FORMER_PARTNER


def open_places(person: Any) -> models.QuerySet[Partner]:
    """Every place in the open couple of `person`, their own included; none where they are on their own."""
    mine = Partner.objects.visible_to(person).filter(person=person, left_on=None).values("couple")
    return Partner.objects.visible_to(person).filter(couple__in=mine, left_on=None).select_related("person", "couple")


def live_partner_of(person: Any, couple: str = "couple") -> Q:
    """Rows whose `couple` is one in which `person` has a place now."""
    mine = Partner.objects.visible_to(person).filter(person=person, left_on=None).values("couple")
    return Q(**{f"{couple}__in": mine})
