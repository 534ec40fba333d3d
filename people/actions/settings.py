"""What a person keeps of themselves: track, veil, zone and hour."""

import zoneinfo

from django.db import transaction

import reminders.actions
from people.models import Person

from .locking import lock_person


def choose_track(person: Person, track: str) -> None:
    """Keeps the person's private track: hurt, crossed or both."""
    with transaction.atomic():
        rewrite(person, track=track)


def choose_veil(person: Person, veil: bool) -> None:
    """Keeps whether the person wants their private writing behind a line to tap."""
    with transaction.atomic():
        rewrite(person, veil=veil)


def choose_time(person: Person, zone: str, mail_hour: int) -> None:
    """Keeps the person's zone (an IANA name) and the hour, 9 to 19, at which mail may come."""
    zoneinfo.ZoneInfo(zone)
    person.zone, person.mail_hour = zone, mail_hour
    person.full_clean(exclude=["password", "email"], validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        lock_person(person)
        person.save(update_fields=["zone", "mail_hour"])
        reminders.actions.plan_anew(person_id=person.pk)


def owe_address_page(person: Person, onward: str) -> None:
    """The page about the address comes before anything else, and then `onward`, an address of ours, or Today."""
    with transaction.atomic():
        rewrite(person, owed=onward)


def answer_address_page(person: Person) -> None:
    """It does not come again. Twice does no harm."""
    with transaction.atomic():
        lock_person(person)
        person.refresh_from_db(fields=["body"])
        if "owed" in person.body:
            person.body = {name: said for name, said in person.body.items() if name != "owed"}
            person.save(update_fields=["body"])


def rewrite(person: Person, **words: str | bool) -> None:
    """Changes these words of a person and leaves the others as they are now, which another tab may have changed.

    Inside a transaction only; it locks the person.
    """
    lock_person(person)
    person.refresh_from_db(fields=["body"])
    person.body = {**person.body, **words}
    person.save(update_fields=["body"])
