"""What letters owe by mail: one that opens, to its writer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import clock
import reminders.sources
from reminders.sources import KINDS, Kind, Owed, Source

from .models import Letter

KIND = "letter"


class LettersSource(Source):
    """The occasion is the letter. Nothing is owed in a space that has closed."""

    kinds: Mapping[str, Kind] = {KIND: KINDS[KIND]}

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        days = (since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART)
        rows = Letter.unscoped.filter(opens_on__range=days, version__couple__closed_on=None).select_related("person")
        for letter in rows:
            yield reminders.sources.reminder(letter.person, KIND, letter.pk, letter.opens_on)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        letter = Letter.unscoped.filter(pk=occasion, person=person_id).select_related("version__couple").first()
        if letter is None:
            return "gone"
        return "closed" if letter.version.couple.closed_on else None


def register() -> None:
    reminders.sources.register(LettersSource())
