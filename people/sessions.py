"""Where sessions are kept: Django's store in the database, with rows that say whose they are (`models/session.py`).

Sessions live by the clock of the machine, as all of Django's and allauth's own times do.
"""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

import clock

from .models import Session

MARK = "signed_in"


def begin(session: SessionBase, kind: str, day: date) -> None:
    """Notes in the session of who has just signed in: on what kind of device, on which day, and when it ends at last
    however much it is used."""
    ends = session.get_expiry_date(expiry=settings.TWOFOLD_LONGEST_SESSION)
    mark = {"id": str(uuid.uuid4()), "kind": kind, "begun_on": day.isoformat(), "ends": ends.isoformat()}
    session[MARK] = mark


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to write. Every save writes all of its columns, so they follow from what the session holds."""
        if SESSION_KEY in data and MARK not in data:
            begin(self, "", clock.now().date())
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        if SESSION_KEY in data:
            mark = data[MARK]
            row.person_id = uuid.UUID(data[SESSION_KEY])
            row.public_id = uuid.UUID(mark["id"])
            row.kind, row.begun_on = mark["kind"], date.fromisoformat(mark["begun_on"])
            row.expire_date = min(row.expire_date, datetime.fromisoformat(mark["ends"]))
        return row
