"""What this room owes, and how it is told that something is no longer wanted."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from reminders.sources import Kind, Owed, Source, Text

OF_A_ROOM = {"a-walk": Kind(Text.REMINDER, 2), "a-letter": Kind(Text.NEWS, 100)}


class RoomSource(Source):
    """Keeps its rows in a file of the data folder: the database of a room that needs no models."""

    def __init__(self, kinds: Mapping[str, Kind] = OF_A_ROOM, folder: Path | None = None) -> None:
        self.kinds = kinds
        self.place = (folder or Path(settings.TWOFOLD_DATA)) / "a-room.json"

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        return [owed for owed in self._all() if since <= owed.due_at <= until]

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        del person_id, kind
        reasons: dict[str, str] = self._read().get("refused", {})
        return reasons.get(str(occasion))

    def owe(self, *all_owed: Owed) -> None:
        rows = [
            [
                str(owed.person_id),
                owed.kind,
                str(owed.occasion),
                owed.due_at.isoformat(),
                owed.expires_at.isoformat(),
                owed.happened_on.isoformat() if owed.happened_on else None,
            ]
            for owed in all_owed
        ]
        kept = self._read()
        self.place.write_text(json.dumps(kept | {"owed": kept.get("owed", []) + rows}))

    def refuse(self, occasion: UUID, reason: str) -> None:
        kept = self._read()
        self.place.write_text(json.dumps(kept | {"refused": kept.get("refused", {}) | {str(occasion): reason}}))

    def _all(self) -> Iterator[Owed]:
        for person, kind, occasion, due_at, expires_at, happened_on in self._read().get("owed", []):
            moments = (datetime.fromisoformat(due_at), datetime.fromisoformat(expires_at))
            day = date.fromisoformat(happened_on) if happened_on else None
            yield Owed(UUID(person), kind, UUID(occasion), *moments, happened_on=day)

    def _read(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.place.read_text()) if self.place.exists() else {}
        return read
