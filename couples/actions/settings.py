"""What the settings page keeps: a name, which the other half sees, and a zone and an hour, which nobody else does."""

from django.db import transaction

import people.actions
from couples.models import Partner
from people.models import Person


def rename(person: Person, name: str) -> None:
    """Changes what a person is called, in their couple too."""
    with transaction.atomic():
        people.actions.rewrite(person, name=name)
        for place in Partner.unscoped.filter(person=person, left_on=None):
            place.body = {**place.body, "name": name}
            place.save(update_fields=["body"])


def keep_settings(person: Person, name: str, zone: str, mail_hour: int) -> None:
    """Keeps what the settings page asks, all of it or nothing."""
    with transaction.atomic():
        rename(person, name)
        people.actions.choose_time(person, zone, mail_hour)
