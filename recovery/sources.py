"""What is owed by mail about the plan: that the other has shared something."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import clock
import reminders.sources
from couples.models import Partner
from reminders.sources import KINDS, Kind, Owed, Source

from .models import SharedPage, SharedRead

SHARED = "shared"


class RecoverySource(Source):
    """The occasion is the page: shared anew after a change, it is not told again."""

    kinds: Mapping[str, Kind] = {SHARED: KINDS[SHARED]}

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        days = (since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART)
        pages: dict[UUID, list[SharedPage]] = {}
        for page in SharedPage.unscoped.filter(shared_on__range=days):
            pages.setdefault(page.couple_id, []).append(page)
        for place in Partner.unscoped.filter(couple__in=pages, left_on=None).select_related("person"):
            for page in pages[place.couple_id]:
                if page.person_id != place.person_id:
                    yield reminders.sources.news_of_day(place.person, SHARED, page.pk, page.shared_on)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        """Why it is no longer wanted: taken back, closed, or read."""
        page = SharedPage.unscoped.filter(pk=occasion).first()
        if page is None:
            return "gone"
        places = Partner.unscoped.filter(couple=page.couple_id, person__in=(person_id, page.person_id), left_on=None)
        if places.count() != 2:
            return "closed"
        read = SharedRead.unscoped.filter(person=person_id, page=page, revision=page.revision)
        return "read" if read.exists() else None


def register() -> None:
    reminders.sources.register(RecoverySource())
