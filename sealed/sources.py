"""What is owed by mail about a sealed pair: that it has opened, and a look-again day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

import clock
import reminders.sources
from couples.models import Partner
from reminders.sources import KINDS, Kind, Owed, Source

from . import actions
from .models import Answer, LookAgain, Opening, Reveal

OPENED, LOOK_AGAIN = "opened", "look-again"


class SealedSource(Source):
    kinds: Mapping[str, Kind] = {kind: KINDS[kind] for kind in (OPENED, LOOK_AGAIN)}

    def prepare(self) -> None:
        """Opens the pairs that are due, those too whose moment a wrong clock had put far ahead."""
        actions.restart_future_waits()
        actions.open_due()

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        yield from _opened(since, until)
        days = (since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART)
        for again in LookAgain.unscoped.filter(day__range=days).select_related("person"):
            yield reminders.sources.reminder(again.person, LOOK_AGAIN, again.pk, again.day)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        return (_look_again_refusal if kind == LOOK_AGAIN else _opened_refusal)(person_id, occasion)


def _opened(since: datetime, until: datetime) -> Iterator[Owed]:
    """*Something new for you* to both, for every pair that opened between the two; none before it is open.

    A mail that is planned shows in its reader's export: planned ahead, it would tell that the other has sealed.
    """
    found: dict[UUID, list[Reveal]] = {}
    for reveal in Reveal.unscoped.filter(opens_at__gte=since, opens_at__lte=min(until, clock.now())):
        found.setdefault(reveal.couple_id, []).append(reveal)
    for place in Partner.unscoped.filter(couple__in=found, left_on=None).select_related("person"):
        for reveal in found[place.couple_id]:
            yield reminders.sources.news(place.person, OPENED, reveal.pk, since=reveal.opens_at)


def _opened_refusal(person_id: UUID, occasion: UUID) -> str | None:
    """Not wanted any more: taken back before it opened, closed, or unfolded by this person already."""
    reveal = Reveal.unscoped.filter(pk=occasion, opens_at__lte=clock.now()).first()
    if reveal is None:
        return "gone"
    if not Partner.unscoped.filter(couple=reveal.couple_id, person=person_id, left_on=None).exists():
        return "closed"
    return "read" if Opening.unscoped.filter(person=person_id, reveal=reveal).exists() else None


def _look_again_refusal(person_id: UUID, occasion: UUID) -> str | None:
    again = LookAgain.unscoped.filter(pk=occasion, person=person_id).first()
    if again is None:
        return "gone"
    couples = Partner.unscoped.filter(person=person_id, left_on=None).values("couple")
    if not Answer.unscoped.filter(person=person_id, piece=again.piece, couple__in=couples).exists():
        return "gone"
    opened = Reveal.unscoped.filter(piece=again.piece, couple__in=couples, opens_at__lte=clock.now())
    return "opened" if opened.exists() else None


def register() -> None:
    reminders.sources.register(SealedSource())
