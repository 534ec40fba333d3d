"""What the plan owes by mail: that a pair has opened, and a look-again day."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import clock
import reminders.sources
from couples.models import Partner
from reminders.sources import KINDS, Kind, Owed
from sealed.sources import opened_refusal, owed_for_opened

from .models import Answer, LookAgain, Opening, Reveal


class RecoverySource:
    kinds: Mapping[str, Kind] = {kind: KINDS[kind] for kind in ("opened", "look-again")}

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        yield from owed_for_opened(Reveal, "opened", since, until)
        days = (since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART)
        for again in LookAgain.unscoped.filter(day__range=days).select_related("person"):
            yield reminders.sources.reminder(again.person, "look-again", again.pk, again.day)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        if kind == "look-again":
            return _look_again_refusal(person_id, occasion)
        return opened_refusal(Reveal, Opening, person_id, occasion)


def _look_again_refusal(person_id: UUID, occasion: UUID) -> str | None:
    again = LookAgain.unscoped.filter(pk=occasion, person=person_id).first()
    if again is None:
        return "gone"
    couples = Partner.unscoped.filter(person=person_id, left_on=None).values("couple")
    if not Answer.unscoped.filter(person=person_id, activity=again.activity, couple__in=couples).exists():
        return "gone"
    opened = Reveal.unscoped.filter(activity=again.activity, couple__in=couples, opens_at__lte=clock.now())
    return "opened" if opened.exists() else None


def register() -> None:
    reminders.sources.register(RecoverySource())
