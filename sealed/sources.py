"""What every room owes by mail when a pair of its has opened."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import clock
import reminders.sources
from couples.models import Partner
from reminders.sources import Owed

from .models import Opening, Reveal


def owed_for_opened(reveals: type[Reveal], kind: str, since: datetime, until: datetime) -> Iterator[Owed]:
    """*Something new for you* to both, for every pair that opened between the two."""
    found: dict[UUID, list[Reveal]] = {}
    for reveal in reveals.unscoped.filter(opens_at__gte=since, opens_at__lte=until):
        found.setdefault(reveal.couple_id, []).append(reveal)
    for place in Partner.unscoped.filter(couple__in=found, left_on=None).select_related("person"):
        for reveal in found[place.couple_id]:
            yield reminders.sources.news(place.person, kind, reveal.pk, since=reveal.opens_at)


def opened_refusal(reveals: type[Reveal], openings: type[Opening], person_id: UUID, occasion: UUID) -> str | None:
    """Not wanted any more: taken back before it opened, closed, or unfolded by this person already."""
    reveal = reveals.unscoped.filter(pk=occasion, opens_at__lte=clock.now()).first()
    if reveal is None:
        return "gone"
    if not Partner.unscoped.filter(couple=reveal.couple_id, person=person_id, left_on=None).exists():
        return "closed"
    read = openings.unscoped.filter(person=person_id, reveal=reveal)  # type: ignore[misc]
    return "read" if read.exists() else None
