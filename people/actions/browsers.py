"""The browsers in which one's password is enough: their rows. Their cookie is read by `people.remembered`."""

import hashlib
import uuid
from collections.abc import Collection
from datetime import timedelta

import clock
from people.models import Browser, Person
from people.models.browser import KEPT_FOR


def browser_of(person: Person, tokens: Collection[str]) -> Browser | None:
    """The one of these that `person` has ticked and used within 180 days; it counts as used today."""
    today = clock.now().date()
    rows = Browser.unscoped.filter(person=person, token__in=[_hash(token) for token in tokens])
    found = rows.filter(used_on__gte=today - KEPT_FOR, used_on__lte=today + timedelta(days=1)).first()
    if found is not None and found.used_on != today:
        found.used_on = today
        found.save(update_fields=["used_on"])
    return found


def browser_called(person: Person, browser_id: uuid.UUID) -> Browser | None:
    return Browser.unscoped.filter(person=person, pk=browser_id).first()


def keep_browser(person: Person, token: str, kind: str) -> None:
    """From now on the password of `person` is enough where this token is."""
    now = clock.now()
    Browser.unscoped.filter(person=person, used_on__lt=now.date() - KEPT_FOR).delete()
    Browser.unscoped.create(person=person, token=_hash(token), kind=kind, made_at=now, used_on=now.date())


def end_browser(person: Person, browser_id: uuid.UUID) -> None:
    """It is forgotten. Twice does no harm."""
    Browser.unscoped.filter(person=person, pk=browser_id).delete()


def forget_browsers(tokens: Collection[str]) -> None:
    """They are forgotten, for everybody who ticked them there."""
    if tokens:
        Browser.unscoped.filter(token__in=[_hash(token) for token in tokens]).delete()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
