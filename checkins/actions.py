"""Choosing a rhythm, keeping its next sitting as a row, closing. Person and couple are locked first.

Keeping and sealing what is written for a check-in are `sealed.actions`; what it refuses them is here.
"""

from datetime import date

from django.db import transaction

import clock
import reminders.actions
from couples.actions import locked_couple_of
from couples.models import Couple, Partner
from people.models import Person
from sealed import actions as sealed
from sealed.refusals import Frozen

from .models import CheckIn, Rhythm
from .refusals import BadAnchor, CheckInClosed, NotYet, RhythmForTwo
from .sitting import end_of, is_good_anchor, settled_at


def set_rhythm(person: Person, months: int, anchor: date) -> Rhythm:
    """Chooses how often the couple of `person` sits down, counted from `anchor`; both see it.

    The row of the next check-in moves to its new day and keeps its id. One that is open stays open until then.
    Refuses RhythmForTwo and BadAnchor.
    """
    today = clock.today(person.tz)
    if not is_good_anchor(anchor, today):
        raise BadAnchor
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None or len(_partners(couple)) != 2:
            raise RhythmForTwo
        _roll_locked(couple)
        rhythm = Rhythm.unscoped.filter(couple=couple).first() or Rhythm(couple=couple)
        if (rhythm.months, rhythm.anchor) != (months, anchor):
            rhythm.months, rhythm.anchor, rhythm.changed_on = months, anchor, today
            rhythm.save()
            _move_next(couple, rhythm)
            _roll_locked(couple)
    return rhythm


def roll(couple: Couple) -> None:
    """Makes sure that the check-in which is on and the one after it are rows, and that those which are over are closed.

    For the tick and for POSTs. Twice, or twice at once, does no harm.
    """
    with transaction.atomic():
        locked = Couple.unscoped.select_for_update(no_key=True).filter(pk=couple.pk, closed_on=None).first()
        if locked is not None:
            _roll_locked(locked)


def close(person: Person, check_in: CheckIn) -> None:
    """Closes a check-in for both, by either, at once: what each had written or sealed becomes only theirs.

    Refuses NotYet, Frozen once the pair has opened, RhythmForTwo to one who is not in that couple. Twice is harmless.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None or couple.pk != check_in.couple_id:
            raise RhythmForTwo
        row = CheckIn.unscoped.get(pk=check_in.pk)
        if row.closed_on is not None:
            return
        if clock.today(person.tz) < row.day:
            raise NotYet
        if sealed.is_open(couple, row.piece):
            raise Frozen
        _close_row(couple, row, clock.today(person.tz))
        _roll_locked(couple)


def close_all(couple: Couple) -> None:
    """Closes every check-in of a couple that ends. Runs inside the transaction that closes the couple; what was written
    for them is released by `sealed`."""
    CheckIn.unscoped.filter(couple=couple, closed_on=None).update(closed_on=clock.now().date())


def refuse_before_its_day(person: Person, check_in: CheckIn) -> None:
    """Refuses NotYet. On one that has closed words can still be kept, since they are their author's only."""
    if clock.today(person.tz) < check_in.day:
        raise NotYet


def refuse_unless_open(person: Person, couple: Couple | None, check_in: CheckIn) -> None:
    """Refuses CheckInClosed and NotYet, for sealing in that couple, whose row is locked."""
    today, row = clock.today(person.tz), CheckIn.unscoped.get(pk=check_in.pk)
    if couple is None or couple.pk != row.couple_id or row.closed_on is not None:
        raise CheckInClosed
    if today < row.day:
        raise NotYet
    rhythm = Rhythm.unscoped.filter(couple=couple).first()
    days = list(CheckIn.unscoped.filter(couple=couple).values_list("day", flat=True))
    end = end_of(row, rhythm, days)
    if end is not None and today >= end:
        raise CheckInClosed


def refuse_another_couple(couple: Couple | None, check_in: CheckIn) -> None:
    """Refuses CheckInClosed where it is not a check-in of that couple."""
    if couple is None or couple.pk != check_in.couple_id:
        raise CheckInClosed


def _close_row(couple: Couple, check_in: CheckIn, today: date) -> None:
    sealed.release(couple, None, check_in.piece)
    CheckIn.unscoped.filter(pk=check_in.pk).update(closed_on=today)


def _partners(couple: Couple) -> list[Partner]:
    return list(Partner.unscoped.filter(couple=couple, left_on=None).select_related("person"))


def _furthest_today(partners: list[Partner]) -> date:
    """The day it is for the partner whose day is the later one."""
    return max(clock.today(partner.person.tz) for partner in partners)


def _roll_locked(couple: Couple) -> None:
    rhythm = Rhythm.unscoped.filter(couple=couple).first()
    partners = _partners(couple)
    if rhythm is None or not partners:
        return
    today = _furthest_today(partners)
    latest = CheckIn.unscoped.filter(couple=couple).order_by("-day").first()
    if latest is None or latest.day <= today:
        due = rhythm.due_by(today)
        if due is not None and (latest is None or due > latest.day):
            CheckIn.unscoped.get_or_create(couple=couple, day=due, defaults={"kind": rhythm.kind})
        CheckIn.unscoped.get_or_create(couple=couple, day=rhythm.next_after(today), defaults={"kind": rhythm.kind})
    _close_the_settled(couple, rhythm, partners)


def _close_the_settled(couple: Couple, rhythm: Rhythm, partners: list[Partner]) -> None:
    zones = [partner.person.tz for partner in partners]
    days = list(CheckIn.unscoped.filter(couple=couple).values_list("day", flat=True))
    later = sealed.opening_later(couple)
    for check_in in CheckIn.unscoped.filter(couple=couple, closed_on=None):
        end = end_of(check_in, rhythm, days)
        if end is not None and clock.now() >= settled_at(end, zones) and check_in.piece not in later:
            _close_row(couple, check_in, _furthest_today(partners))


def _move_next(couple: Couple, rhythm: Rhythm) -> None:
    today = _furthest_today(_partners(couple))
    newest = list(CheckIn.unscoped.filter(couple=couple).order_by("-day")[:2])
    if not newest or newest[0].day <= today:
        return
    coming, before = newest[0], newest[1:]
    # Behind the one before it, too: a partner who travelled west may have that one still to come.
    coming.day = rhythm.next_after(max([today, *(row.day for row in before)]))
    coming.kind = rhythm.kind
    coming.save(update_fields=["day", "kind"])
    reminders.actions.plan_anew(occasion=coming.pk)
