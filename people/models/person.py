"""Someone with a login."""

import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import clock
from pages.letters import composed, same_address
from people.at_hand import is_small
from vault.actions import make_key
from vault.fate import Fate, stays
from vault.models import EncryptedModel, Key

FORMER_PARTNER = _("former partner")


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields: Any) -> "Person":
        """A person with a vault key of their own. `email` is kept in lower case."""
        person = Person(email=same_address(email), key=make_key(), **fields)
        person.body = {"name": name}
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=same_address(username or ""))


class Person(EncryptedModel, AbstractBaseUser):
    """Someone with a login. Private writing belongs to a person for ever."""

    vault_label = "person"
    fate: ClassVar[Fate] = stays("emptied, so that nothing of others falls with it")

    last_login = None  # nobody's visits are recorded
    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField(default=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64, default="UTC")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    password_is_enough = models.BooleanField(default=False)
    # Half-finished sign-ins, codes and resets carry it; a new one ends them all.
    half_key = models.UUIDField(default=uuid.uuid4, editable=False)
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

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.pk,)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(composed(raw_password) if raw_password else raw_password)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is theirs, on whatever keyboard it is typed."""
        return super().check_password(composed(raw_password) if raw_password else raw_password)

    @property
    def name(self) -> str:
        return str(FORMER_PARTNER) if self.is_erased else str(self.body.get("name", ""))

    @property
    def track(self) -> str:
        """hurt, crossed, or both: the person's private choice, which is withheld in a small sign-in too."""
        return "both" if is_small() else str(self._chosen.get("track", "both"))

    @property
    def has_chosen_track(self) -> bool:
        """Whether the person has said so themselves; until then their track is both."""
        return "track" in self._chosen

    @property
    def veil(self) -> bool:
        """Whether the person wants their private writing behind a line to tap."""
        return not is_small() and bool(self._chosen.get("veil", False))

    @property
    def owed(self) -> str | None:
        """Where they wanted to go when they signed up, as long as the page about the address has not been answered;
        None where nothing is owed."""
        return self._chosen.get("owed")

    @property
    def _chosen(self) -> dict[str, Any]:
        return {} if self.is_erased else self.body

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
