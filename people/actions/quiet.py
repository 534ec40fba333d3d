"""What a person does for themselves alone, and nobody else sees: going quiet, going on after an interruption, having
read a page."""

from collections.abc import Sequence

from django.db import transaction

import clock
from people.models import HasRead, Interruption, Person, Rest
from people.models.interruption import KEPT_FOR


def go_quiet(person: Person) -> None:
    """From now on no mail of the outbox comes. Nothing else changes. Twice does no harm."""
    Rest.unscoped.get_or_create(person=person, defaults={"since": clock.today(person.tz)})


def come_back(person: Person) -> None:
    """Ends the quiet. What was owed meanwhile is not made up for. Twice does no harm."""
    Rest.unscoped.filter(person=person).delete()


def keep_where(person: Person, path: str, fields: Sequence[tuple[str, str]] | None) -> None:
    """Keeps where the person was when their session ended, with what their form carried; in place of an earlier one,
    but a mere page never in place of a form that still waits. In a small sign-in nothing is kept."""
    with transaction.atomic():
        row, is_new = Interruption.unscoped.select_for_update(no_key=True).get_or_create(
            person=person, defaults={"at": clock.now()}
        )
        if not is_new and fields is None and row.all_words.get("fields") and clock.is_recent(row.at, KEPT_FOR):
            return
        kept = None if fields is None else [list(field) for field in fields]
        row.at, row.body = clock.now(), {"words": {"path": path, "fields": kept}}
        row.save(update_fields=["at", "body"])


def forget_where(person: Person) -> None:
    """Drops what was kept of an interruption."""
    Interruption.unscoped.filter(person=person).delete()


def has_read(person: Person, page: str) -> None:
    """The person has gone on from a page that comes once. Twice does no harm."""
    HasRead.unscoped.get_or_create(person=person, page=page, defaults={"day": clock.today(person.tz)})
