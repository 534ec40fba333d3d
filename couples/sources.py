"""What this room owes by mail: that the other joined."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import reminders.sources
from reminders.sources import Kind, Owed, Source

from .models import Couple, Partner


class JoinedSource(Source):
    """*Something new for you*, to the one who invited, on the other's joining. The occasion is the couple."""

    kinds: Mapping[str, Kind] = {"joined": reminders.sources.NEWS}

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        joined = Partner.unscoped.filter(slot=2, left_on=None, joined_on__gte=since.date(), joined_on__lte=until.date())
        days = dict(joined.values_list("couple", "joined_on"))
        inviters = Partner.unscoped.filter(couple__in=days, slot=1, left_on=None)
        for place in inviters.select_related("person"):
            yield reminders.sources.news_of_day(place.person, "joined", place.couple_id, days[place.couple_id])

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        still = Partner.unscoped.filter(couple=occasion, person=person_id, left_on=None).exists()
        return None if still and Couple.unscoped.filter(pk=occasion, closed_on=None).exists() else "closed"


def register() -> None:
    reminders.sources.register(JoinedSource())
