"""A browser in which somebody is signed in."""

from datetime import timedelta
from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.timezone import now

import clock
from vault.fate import Fate, goes_with

from .person import Person


class SessionManager(BaseSessionManager["Session"]):
    def visible_to(self, person: Person) -> models.QuerySet["Session"]:
        """The sessions of `person` that still open something."""
        return self.filter(_opens(), person=person).order_by("-begun_on", "public_id")

    def open_by(self, name: str) -> "Session | None":
        """The session whose row is called so, if it still opens something."""
        return self.filter(_opens(), pk=name).first()


def _opens() -> models.Q:
    """Whether a session still opens something: not one that would for longer than any does."""
    longest = timedelta(seconds=settings.TWOFOLD_LONGEST_SESSION)
    return models.Q(expire_date__gt=now(), expire_date__lte=now() + longest + clock.SKEW)


class Session(AbstractBaseSession):
    """Django's session, and whose it is: a kind of device and the day of signing in. No address of a network, nothing
    that a browser says of itself, no last visit. The row is called by an HMAC of the session's key (`people.sessions`);
    pages name it by `public_id`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    public_id = models.UUIDField(null=True, editable=False)
    kind = models.CharField(max_length=60, blank=True)
    begun_on = models.DateField(null=True)
    is_full = models.BooleanField(default=False)

    fate: ClassVar[Fate] = goes_with("person")
    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"session {self.public_id}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        # By the settings, as Django itself finds it: the store needs this model, and cannot be imported beneath it.
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
