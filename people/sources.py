"""Who has gone quiet: the outbox asks at the moment of sending."""

from uuid import UUID

import reminders.quiet

from .models import Rest


def is_resting(person_id: UUID) -> bool:
    return Rest.unscoped.filter(person=person_id).exists()


def register() -> None:
    reminders.quiet.register(is_resting)
