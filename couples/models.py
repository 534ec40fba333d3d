"""Persons, couples, and the way in. Two people at most, one open couple a person: the database says so."""

import uuid
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

import clock
from vault.actions import make_key
from vault.keyring import Destroyed
from vault.models import EncryptedModel, Key, PrivateModel

FORMER_PARTNER = "former partner"


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields: Any) -> "Person":
        """A person with a vault key of their own. `email` is kept in lower case."""
        person = Person(email=email.strip().lower(), key=make_key(), **fields)
        person.body = {"name": name}
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(EncryptedModel, AbstractBaseUser):
    """Someone with a login. Private writing belongs to a person for ever."""

    last_login = None  # nobody's visits are recorded
    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField(default=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64, default="UTC")
    mail_hour = models.PositiveSmallIntegerField(default=18, validators=[MinValueValidator(9), MaxValueValidator(19)])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="person_mail_hour", condition=Q(mail_hour__gte=9, mail_hour__lte=19)),
        )

    def __str__(self) -> str:
        return f"person {self.pk}"

    def body_key_id(self) -> uuid.UUID:
        return self.key_id

    @property
    def name(self) -> str:
        try:
            return str(self.body.get("name", ""))
        except Destroyed:
            return FORMER_PARTNER

    @property
    def track(self) -> str:
        """hurt, crossed, or both: the person's private choice."""
        return str(self.body.get("track", "both"))

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


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


class Invitation(PrivateModel):
    """The single-use way into a couple. In the open is only the hash of its token; ended or used, the token is gone."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="invitation_one_live", fields=("couple",), condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                name="invitation_accepted_is_ended",
                condition=Q(accepted_on__isnull=True) | Q(ended_at__isnull=False),
            ),
        )

    def body_key_id(self) -> uuid.UUID:
        return self.invited_by.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(invited_by=person)

    def is_live(self, now: datetime | None = None) -> bool:
        return self.ended_at is None and self.expires_at > (now or clock.now())


class NotToday(PrivateModel):
    """A leaf of Today that its reader folded until tomorrow."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=80)
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="nottoday_once", fields=("person", "leaf", "day")),)

    def body_key_id(self) -> uuid.UUID:
        return self.person.key_id

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)


def open_places(person: Any) -> models.QuerySet[Partner]:
    """Every place in the open couple of `person`, their own included; none where they are on their own."""
    mine = Partner.objects.visible_to(person).filter(person=person, left_on=None).values("couple")
    return Partner.objects.visible_to(person).filter(couple__in=mine, left_on=None).select_related("person", "couple")


def live_partner_of(person: Any, couple: str = "couple") -> Q:
    """Rows whose `couple` is one in which `person` has a place now."""
    mine = Partner.objects.visible_to(person).filter(person=person, left_on=None).values("couple")
    return Q(**{f"{couple}__in": mine})
