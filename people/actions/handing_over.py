"""One phone between two: where a person was is kept for that person alone, until they sign in again."""

from datetime import timedelta

from django.db import transaction

import clock
from people.models import HandOver, Person

from .exporting import drop_export
from .locking import lock_person

KEPT = timedelta(hours=12)


def hand_over(person: Person, path: str) -> None:
    """Keeps `path`, an address of this site, for the next sign-in of `person`; an earlier one is forgotten. What stood
    ready to be taken along goes."""
    with transaction.atomic():
        lock_person(person)
        drop_export(person)
        HandOver.unscoped.filter(person=person).delete()
        row = HandOver(person=person, handed_over_at=clock.now())
        row.body = {"path": path}
        row.save()


def take_up(person: Person) -> str | None:
    """Where `person` was when they handed over, once; None where they did not, or it was more than 12 hours ago."""
    with transaction.atomic():
        lock_person(person)
        row = HandOver.unscoped.filter(person=person).select_related("person").first()
        if row is None:
            return None
        path, fresh = str(row.body["path"]), clock.is_recent(row.handed_over_at, KEPT)
        row.delete()
    return path if fresh else None
