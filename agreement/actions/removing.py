"""Discarding a draft, deleting lines, and undoing either within a day. Person and couple are locked first."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

import clock
from agreement.models import SITTING, UNDO_DAYS, Clause, Mark, OwnLine, Removal, Signature, State, Version, undo_until
from agreement.refusals import DraftGone, TooLateToUndo
from couples.actions import locked, locked_couple_of
from couples.models import Couple
from people.models import Person
from together.actions import end as end_sittings
from together.actions import refuse_on_break

from .half_typed import drop_all_half_typed
from .working_copy import delete_lines, make_draft, text_in_force, working_of


def discard_draft(person: Person, version_id: UUID) -> None:
    """Puts the draft away that was on the page, offered or not; for a day either can bring it back. Twice does no harm.

    Refuses DraftGone: never another draft than that one; and OnBreak while the two are on a break.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        version = working_of(couple)
        if version is not None and version.pk == version_id:
            refuse_on_break(version.couple, SITTING)
            _discard(person, version)
        elif not _is_discarded(couple, version_id):
            raise DraftGone


def bring_draft_back(person: Person, version_id: UUID) -> Version:
    """Makes a discarded draft the draft again; one that was begun meanwhile is discarded in its place. Twice does no
    harm. Refuses DraftGone, TooLateToUndo and OnBreak."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        working = working_of(couple)
        if working is not None and working.pk == version_id:
            return working
        version = Version.unscoped.filter(pk=version_id, couple=couple, state=State.DISCARDED).first()
        if couple is None or version is None:
            raise DraftGone
        undo(Removal.unscoped.filter(version=version, clause=None), clock.today(person.tz))
        if working is not None:
            refuse_on_break(working.couple, SITTING)
            _discard(person, working)
        # Another text may have come into force meanwhile: this one follows it now.
        version.previous = text_in_force(couple)
        version.number = version.previous.number + 1 if version.previous else 1
        version.state = State.DRAFT
        version.save()
    return version


def remove(person: Person, version: Version, clause: Clause | None = None) -> None:
    """Marks a draft, or one line of it, as removed. Holds the couple's lock."""
    today = clock.today(person.tz)
    Removal.unscoped.create(couple=version.couple, version=version, clause=clause, person=person, removed_on=today)


def undo(removal: QuerySet[Removal], today: date) -> None:
    """Takes that mark away. Refuses TooLateToUndo. Holds the couple's lock."""
    row = removal.first()
    if row is None or undo_until(row.removed_on, today) is None:
        raise TooLateToUndo
    row.delete()


def settle(version: Version) -> None:
    """Of a text that both have signed, its words stay and nothing else: gone are what was deleted, what was being typed
    to change it, what each said of a line, and what a line said before. Holds the couple's lock."""
    _destroy_lines(Removal.unscoped.filter(version=version).exclude(clause=None))
    lines = Clause.unscoped.filter(version=version).select_related("version__couple")
    drop_all_half_typed(lines.values_list("pk", flat=True))
    Mark.unscoped.filter(clause__version=version).delete()
    for clause in lines:
        clause.body = clause.line.body()
        clause.save(update_fields=["body"])


def forget_removed(couple: Couple) -> None:
    """With the couple closed nobody can bring anything back. Holds the couple's lock."""
    _forget(Removal.unscoped.filter(couple=couple))


def forget_old_removals() -> None:
    """Destroys what can be brought back by nobody any more, in any zone, couple by couple."""
    today = clock.now().date()
    first, last = today - timedelta(days=UNDO_DAYS) - clock.ZONES_APART, today + 2 * clock.ZONES_APART
    over = ~Q(removed_on__range=(first, last))
    for couple_id in sorted(set(Removal.unscoped.filter(over).values_list("couple", flat=True))):
        with transaction.atomic():
            # One of the two may be bringing it back in this very moment.
            locked({couple_id})
            _forget(Removal.unscoped.filter(over, couple=couple_id))
    old = OwnLine.unscoped.exclude(deleted_on=None).exclude(deleted_on__range=(first, last))
    drop_all_half_typed(old.values_list("pk", flat=True))
    old.delete()


def _discard(person: Person, version: Version) -> None:
    Signature.unscoped.filter(version=version).delete()
    make_draft(version)
    remove(person, version)
    version.state = State.DISCARDED
    version.save(update_fields=["state"])
    end_sittings(version.couple, SITTING)


def _is_discarded(couple: Couple | None, version_id: UUID) -> bool:
    return Version.unscoped.filter(pk=version_id, couple=couple, state=State.DISCARDED).exists()


def _forget(removals: QuerySet[Removal]) -> None:
    """Destroys the lines and drafts that these rows are about."""
    drafts = list(removals.filter(clause=None).values_list("version", flat=True))
    _destroy_lines(removals.exclude(clause=None))
    Removal.unscoped.filter(version__in=drafts).delete()
    lines = Clause.unscoped.filter(version__in=drafts)
    drop_all_half_typed(lines.values_list("pk", flat=True))
    delete_lines(lines)
    Version.unscoped.filter(pk__in=drafts).delete()


def _destroy_lines(removals: QuerySet[Removal]) -> None:
    lines = list(removals.values_list("clause", flat=True))
    removals.delete()
    drop_all_half_typed(lines)
    delete_lines(Clause.unscoped.filter(pk__in=lines))
