"""Two people at most, one open couple a person: the database says so."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from people.models import FORMER_PARTNER, PersonRow
from vault.fate import Fate, goes_with, stays
from vault.keyring import Destroyed
from vault.models import Key, PrivateModel


class Couple(PrivateModel):
    """The account that two persons share; nobody owns it. Open, or closed for ever."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    vault_label = "couple"
    fate = stays("by which each finds what both signed")

    def body_key_id(self) -> uuid.UUID:
        return self.key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.pk,)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(pk__in=Partner.couples_of(person))


class Partner(PersonRow):
    """A person's place in a couple, with the name they chose there."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    slot = models.PositiveSmallIntegerField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    vault_label = "partner"
    fate = stays("by which the other finds what both signed; the name in it is under a key that is gone")

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (
            models.CheckConstraint(name="partner_slot_1_or_2", condition=Q(slot__in=(1, 2))),
            models.UniqueConstraint(name="partner_slot_once", fields=("couple", "slot")),
            models.UniqueConstraint(name="partner_person_once", fields=("couple", "person")),
            models.UniqueConstraint(
                name="partner_one_open_couple", fields=("person",), condition=Q(left_on__isnull=True)
            ),
        )

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id)

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
            return str(FORMER_PARTNER)


class CoupleRow(PrivateModel):
    """A row of a couple: both see it, as long as the couple is open."""

    couple: Any = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")

    fate: ClassVar[Fate] = goes_with("couple")

    class Meta(PrivateModel.Meta):
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        key_id: uuid.UUID = self.couple.key_id
        return key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.couple_id,)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return live_partner_of(person)


def open_places(person: Any) -> models.QuerySet[Partner]:
    """Every place in the open couple of `person`, their own included; none where they are on their own. With the keys
    of all that these rows hold, so that reading names asks for none."""
    mine = Partner.couples_of(person).filter(left_on=None)
    rows = Partner.objects.visible_to(person).filter(couple__in=mine, left_on=None)
    return rows.select_related("person__key", "couple__key")


def live_partner_of(person: Any, couple: str = "couple") -> Q:
    """Rows whose `couple` is one in which `person` has a place now."""
    return Q(**{f"{couple}__in": Partner.couples_of(person).filter(left_on=None)})
