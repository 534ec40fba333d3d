"""Gathering an export, room by room, and dropping it again."""

import time

from django.db import transaction

import clock
from couples import parts
from couples.us import us_of
from people.actions import drop_export, lock_person
from people.models import Export, Person
from people.models.export import KEPT_FOR

SECONDS = 1.0


def gather_export(person: Person, *, anew: bool = False) -> Export:
    """Goes on gathering what `person` may take with them, for about a second and at least one room; with `anew`, or
    where the hour of an earlier one is over, from the beginning."""
    until = time.monotonic() + SECONDS
    with transaction.atomic():
        lock_person(person)
        if anew:
            drop_export(person)
        export = Export.unscoped.filter(person=person, asked_at__range=clock.recently(KEPT_FOR)).first()
        if export is None:
            drop_export(person)
            export = Export(person=person, asked_at=clock.now())
        rooms, us = export.rooms, us_of(person)
        for part in parts.all_parts()[len(rooms) :]:
            room = part.export(us)
            rooms.append(room.as_json() if room else None)
            if time.monotonic() >= until:
                break
        export.body = {"rooms": rooms}
        export.save()
    return export
