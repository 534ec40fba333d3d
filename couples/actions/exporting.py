"""Gathering an export, room by room, and dropping it again."""

import time

from django.db import transaction

import clock
from couples import parts
from couples.models import Export, Person
from couples.models.export import KEPT_FOR
from couples.us import us_of

from .locking import lock_person

SECONDS = 1.0


def gather_export(person: Person, *, anew: bool = False) -> Export:
    """Goes on gathering what `person` may take with them, for about a second and at least one room; with `anew`, or
    where the hour of an earlier one is over, from the beginning."""
    until = time.monotonic() + SECONDS
    with transaction.atomic():
        lock_person(person)
        if anew:
            drop_export(person)
        export = Export.unscoped.filter(person=person, asked_at__gt=clock.now() - KEPT_FOR).first()
        if export is None:
            drop_export(person)
            export = Export(person=person, asked_at=clock.now())
        rooms, us = export.rooms, us_of(person)
        for part in parts.all_parts()[len(rooms) :]:
            rooms.append(part.export(us).as_json())
            if time.monotonic() >= until:
                break
        export.body = {"rooms": rooms}
        export.save()
    return export


def drop_export(person: Person) -> None:
    Export.unscoped.filter(person=person).delete()


def drop_old_exports() -> None:
    """Drops every export whose hour is over."""
    Export.unscoped.filter(asked_at__lte=clock.now() - KEPT_FOR).delete()
