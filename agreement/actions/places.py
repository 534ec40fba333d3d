"""The order of the lines of the draft. Person and couple are locked first."""

from uuid import UUID

from django.db import transaction

from agreement.models import Clause
from agreement.refusals import LineGone
from people.models import Person

from .working_copy import lines_of, locked_line, make_draft


def move_line(person: Person, clause_id: UUID, before: UUID | None) -> None:
    """Puts a line right before another one; at the end, where that is None. Twice does no harm. The order is signed
    too, so an offered text becomes a draft again where it is another. Refuses LineGone, for either line."""
    with transaction.atomic():
        moved = locked_line(person, clause_id)
        standing = list(lines_of(moved.version))
        others = [line for line in standing if line.pk != clause_id]
        place = next((n for n, line in enumerate(others) if line.pk == before), None if before else len(others))
        if before == clause_id:
            return
        if place is None:
            raise LineGone
        order = [*others[:place], moved, *others[place:]]
        if [line.pk for line in order] == [line.pk for line in standing]:
            return
        _renumber(moved.version_id, order)
        make_draft(moved.version)


def _renumber(version_id: UUID, order: list[Clause]) -> None:
    """Gives the standing lines new places; a deleted one stays behind the line that it stood behind."""
    standing = {line.pk for line in order}
    behind: dict[UUID | None, list[Clause]] = {}
    last = None
    for line in Clause.unscoped.filter(version=version_id).select_related("version__couple"):
        if line.pk in standing:
            last = line.pk
        else:
            behind.setdefault(last, []).append(line)
    whole = [*behind.get(None, ()), *(each for line in order for each in (line, *behind.get(line.pk, ())))]
    for position, line in enumerate(whole, start=1):
        if line.position != position:
            line.position = position
            line.save(update_fields=["position"])
