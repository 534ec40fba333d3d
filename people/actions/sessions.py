"""Ending sessions: the browsers in which a person is signed in."""

import uuid

from people.models import Person, Session
from people.sessions import row_name


def end_session(person: Person, public_id: uuid.UUID) -> None:
    """Signs the person out in that browser. Where it has ended already, nothing happens."""
    Session.objects.filter(person=person, public_id=public_id).delete()


def end_other_sessions(person: Person, keep: str | None) -> None:
    """Signs the person out everywhere but in the session with the key `keep`; everywhere, where there is none."""
    Session.objects.filter(person=person).exclude(pk=row_name(keep)).delete()
