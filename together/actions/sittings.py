"""Sittings: begun, moved on, on a break, over. The person's own row is locked first, then the couple's."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

import clock
from couples.actions import locked_couple_of, locked_couple_of_two
from couples.models import Couple
from people.models import Person
from together.models import BREAK, News, Sitting
from together.refusals import NoSitting, OnBreak, TakesTwo

LEFT_ALONE = timedelta(days=90)


def begin(person: Person, about: str, place: str) -> Sitting:
    """Opens a sitting of the two at that place; where one is open already, that one as it is. Refuses TakesTwo."""
    with transaction.atomic():
        couple = locked_couple_of_two(person)
        if couple is None:
            raise TakesTwo
        sitting, _ = Sitting.unscoped.get_or_create(
            couple=couple, about=about, defaults={"place": place, "begun_on": _today(), "touched_on": _today()}
        )
    return sitting


def locked_sitting(person: Person, about: str) -> Sitting:
    """The open sitting of the person's couple about that, which is locked, to do something in it. Runs inside a
    transaction. Refuses NoSitting, and OnBreak as long as both are on a break."""
    sitting = _sitting_of(person, about)
    if sitting.is_on_break(clock.now()):
        raise OnBreak
    return sitting


def move(person: Person, about: str, *, seen: str, to: str) -> None:
    """Moves both to the place `to`. Where they are no longer at `seen`, the place that was on the page, nothing: the
    other has moved on, or this was sent twice. Refuses NoSitting and OnBreak."""
    with transaction.atomic():
        sitting = locked_sitting(person, about)
        if sitting.place == seen and to != seen:
            Sitting.unscoped.filter(pk=sitting.pk).update(place=to)
            bump(sitting.couple, News.PLACE, about)


def take_break(person: Person, about: str) -> None:
    """20 minutes on both screens, which nobody ends sooner: who needed it could be pressed to. During one, nothing: it
    is not made longer. Refuses NoSitting."""
    with transaction.atomic():
        sitting, now = _sitting_of(person, about), clock.now()
        if not sitting.is_on_break(now):
            Sitting.unscoped.filter(pk=sitting.pk).update(break_until=now + BREAK)
            bump(sitting.couple, News.BREAK, about)


def refuse_on_break(couple: Couple, about: str) -> None:
    """Refuses OnBreak while the couple, which is locked, is on one in the sitting about that: for what would take the
    break away, or go on without who needs it."""
    sitting = Sitting.unscoped.filter(couple=couple, about=about).first()
    if sitting is not None and sitting.is_on_break(clock.now()):
        raise OnBreak


def end(couple: Couple, about: str | None = None) -> None:
    """The sitting about that is over; without `about`, every one. Holds the couple's lock."""
    _sittings(couple, about).delete()


def bump(couple: Couple, news: News, about: str | None = None) -> None:
    """Something has become different for both: the open screens of the sitting about that are to be told; without
    `about`, those of every one. Called by whatever changes what both see, inside its transaction, and never by what
    only one of the two may know."""
    _sittings(couple, about).update(version=F("version") + 1, news=news, touched_on=_today())


def end_old() -> None:
    """Drops what is left of breaks that are over, and sittings that nobody has touched for three months."""
    now = clock.now()
    Sitting.unscoped.filter(break_until__lte=now).update(break_until=None)
    Sitting.unscoped.filter(touched_on__lt=_today() - LEFT_ALONE).delete()


def _sitting_of(person: Person, about: str) -> Sitting:
    couple = locked_couple_of(person)
    sitting = Sitting.unscoped.filter(couple=couple, about=about).select_related("couple").first() if couple else None
    if sitting is None:
        raise NoSitting
    return sitting


def _sittings(couple: Couple, about: str | None) -> QuerySet[Sitting]:
    rows = Sitting.unscoped.filter(couple=couple)
    return rows if about is None else rows.filter(about=about)


def _today() -> date:
    return clock.now().date()
