"""What the check-ins owe by mail: one is coming, it is open, one gentle word later."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

import clock
import reminders.sources
from couples.models import Couple, Partner
from people.models import Person
from reminders.sources import KINDS, Kind, Owed, Source
from sealed.models import Answer

from . import actions
from .models import CheckIn, Rhythm
from .sitting import end_of

COMING, OPEN, FOLLOW_UP = "checkin-coming", "checkin-open", "follow-up"
# On which day, counted from that of the check-in; and for how long it is of use.
DAYS = {COMING: -3, OPEN: 0, FOLLOW_UP: 4}
LASTS = {COMING: timedelta(days=2), OPEN: timedelta(days=3), FOLLOW_UP: timedelta(days=3)}


class CheckInsSource(Source):
    kinds: Mapping[str, Kind] = {kind: KINDS[kind] for kind in (COMING, OPEN, FOLLOW_UP)}

    def prepare(self) -> None:
        """Gives the next sitting of each couple its row."""
        for couple in _to_roll():
            actions.roll(couple)

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        yield from _of_days(since, until)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        check_in = CheckIn.unscoped.filter(pk=occasion).first()
        person = Person.objects.filter(pk=person_id).first()
        if check_in is None or person is None or not _is_in(person_id, check_in.couple_id):
            return "gone"
        if check_in.closed_on is not None:
            return "closed"
        return _day_refusal(check_in, kind, clock.today(person.tz)) or _sealed_refusal(check_in, kind, person_id)


def _to_roll() -> list[Couple]:
    """The open couples for whom a sitting may be without its row, or over and not closed: as seen from the east."""
    today = clock.now().date() + clock.ZONES_APART
    rows = CheckIn.unscoped.filter(couple=OuterRef("pk"))
    later = CheckIn.unscoped.filter(couple=OuterRef("couple"), day__gt=OuterRef("day"), day__lte=today)
    couples = Couple.unscoped.filter(closed_on=None).filter(Exists(Rhythm.unscoped.filter(couple=OuterRef("pk"))))
    is_due = ~Exists(rows.filter(day__gt=today)) | Exists(rows.filter(closed_on=None).filter(Exists(later)))
    return list(couples.filter(is_due).order_by("pk"))


def _of_days(since: datetime, until: datetime) -> Iterator[Owed]:
    first, last = since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART
    for kind, after in DAYS.items():
        days = (first - timedelta(days=after), last - timedelta(days=after))
        check_ins = CheckIn.unscoped.filter(closed_on=None, day__range=days)
        persons = _persons_in(check_ins.values_list("couple", flat=True))
        for check_in in check_ins:
            for person in persons.get(check_in.couple_id, ()):
                day = check_in.day + timedelta(days=after)
                yield reminders.sources.reminder(person, kind, check_in.pk, day, lasts=LASTS[kind])


def _persons_in(couple_ids: Iterable[UUID]) -> dict[UUID, list[Person]]:
    found: dict[UUID, list[Person]] = {}
    for place in Partner.unscoped.filter(couple__in=couple_ids, left_on=None).select_related("person"):
        found.setdefault(place.couple_id, []).append(place.person)
    return found


def _is_in(person_id: UUID, couple_id: UUID) -> bool:
    return Partner.unscoped.filter(couple=couple_id, person=person_id, left_on=None).exists()


def _day_refusal(check_in: CheckIn, kind: str, today: date) -> str | None:
    """Before its moment (the rhythm has moved it) or after it."""
    if today < check_in.day + timedelta(days=DAYS[kind]):
        return "moved"
    if kind == COMING:
        return "late" if today >= check_in.day else None
    days = list(CheckIn.unscoped.filter(couple=check_in.couple_id).values_list("day", flat=True))
    end = end_of(check_in, Rhythm.unscoped.filter(couple=check_in.couple_id).first(), days)
    return "over" if end is not None and today >= end else None


def _sealed_refusal(check_in: CheckIn, kind: str, person_id: UUID) -> str | None:
    """Whoever has sealed is not reminded. Only this person's own answer is looked at."""
    if kind == COMING:
        return None
    return "sealed" if Answer.unscoped.filter(piece=check_in.piece, person=person_id).exists() else None


def register() -> None:
    reminders.sources.register(CheckInsSource())
