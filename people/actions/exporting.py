"""Dropping an export that stands ready. `couples.actions.exporting` gathers it."""

import clock
from people.models import Export, Person
from people.models.export import KEPT_FOR


def drop_export(person: Person) -> None:
    Export.unscoped.filter(person=person).delete()


def drop_old_exports() -> None:
    """Drops every export whose hour is over."""
    Export.unscoped.exclude(asked_at__range=clock.recently(KEPT_FOR)).delete()
