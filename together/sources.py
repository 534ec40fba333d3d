"""Neither the talk list nor a sitting owes mail to anybody. At each tick goes what was cleared more than a day ago,
what is left of breaks, and sittings that nobody goes on with."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import reminders.sources
from reminders.sources import Kind, Owed, Source

from . import actions


class TogetherSource(Source):
    kinds: Mapping[str, Kind] = {}

    def prepare(self) -> None:
        actions.drop_cleared()
        actions.end_old()

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        return ()

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        return "gone"


def register() -> None:
    reminders.sources.register(TogetherSource())
