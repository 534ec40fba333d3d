"""What a person keeps of themselves: name, track, zone and hour; and the leaves of Today that they fold."""

import zoneinfo

from django.db import transaction

import clock
import reminders.actions
from couples.models import NotToday, Partner, Person

from .exporting import drop_export
from .locking import lock_person


def fold_leaf(person: Person, leaf: str) -> None:
    """Folds one leaf of Today until tomorrow."""
    NotToday.unscoped.get_or_create(person=person, leaf=leaf, day=clock.today(person.tz))


def rename(person: Person, name: str) -> None:
    """Changes what a person is called, in their couple too."""
    with transaction.atomic():
        _rewrite(person, name=name)
        for place in Partner.unscoped.filter(person=person, left_on=None):
            place.body = {**place.body, "name": name}
            place.save(update_fields=["body"])


def choose_track(person: Person, track: str) -> None:
    """Keeps the person's private track: hurt, crossed or both."""
    with transaction.atomic():
        _rewrite(person, track=track)


def choose_veil(person: Person, veil: bool) -> None:
    """Keeps whether the person wants their private writing behind a line to tap."""
    with transaction.atomic():
        _rewrite(person, veil=veil)


def choose_time(person: Person, zone: str, mail_hour: int) -> None:
    """Keeps the person's zone (an IANA name) and the hour, 9 to 19, at which mail may come."""
    zoneinfo.ZoneInfo(zone)
    person.zone, person.mail_hour = zone, mail_hour
    person.full_clean(exclude=["password", "email"], validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        lock_person(person)
        person.save(update_fields=["zone", "mail_hour"])
        reminders.actions.plan_anew(person_id=person.pk)


def keep_settings(person: Person, name: str, zone: str, mail_hour: int) -> None:
    """Keeps what the settings page asks, all of it or nothing."""
    with transaction.atomic():
        rename(person, name)
        choose_time(person, zone, mail_hour)


def note_reset(person: Person) -> None:
    """Closes to reading, for 72 hours, what `person` wrote only for themselves: their password was reset by mail alone,
    and the one who did it may be somebody who reads their mail. An export that stood ready goes."""
    with transaction.atomic():
        lock_person(person)
        drop_export(person)
        person.reset_at = clock.now()
        person.save(update_fields=["reset_at"])


def _rewrite(person: Person, **words: str | bool) -> None:
    """Changes these words of a person and leaves the others as they are now, which another tab may have changed."""
    lock_person(person)
    person.refresh_from_db(fields=["body"])
    person.body = {**person.body, **words}
    person.save(update_fields=["body"])
