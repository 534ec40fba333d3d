"""Carrying a deletion out. Of the person there stays an emptied row, so that nothing of others falls with it."""

import logging
import uuid
from collections.abc import Iterator

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

import clock
from couples import ledger, parts
from couples.models import Couple, Partner
from people.models import Deletion, Person
from vault.actions import destroy
from vault.fate import going_with
from vault.models import Key

from .leaving import close
from .locking import locked

NO_ADDRESS = "deleted.invalid"

log = logging.getLogger(__name__)


def carry_out_deletions() -> int:
    """Deletes everyone whose time to take it back is over, each in a transaction of their own, and returns how many.

    One that fails stays due and does not stop the others.
    """
    due = list(Deletion.unscoped.filter(due_at__lte=clock.now()).order_by("due_at").values_list("person", flat=True))
    carried_out = sum(_carry_out_or_log(person_id) for person_id in due)
    _sweep_late_rows()
    return carried_out


def replay() -> int:
    """Deletes once more everyone in the ledger whom a restored backup brought back, and returns how many."""
    again = sum(_carry_out(entry.person, asked=False) + _destroy_again(entry) for entry in list(ledger.entries()))
    _sweep_late_rows()
    return again


def remains() -> Iterator[str]:
    """What is still there of persons in the ledger, in words and ids: nothing, where all is as it should be."""
    for entry in ledger.entries():
        for key in Key.objects.filter(pk__in=entry.keys, wrapped__isnull=False):
            yield f"person {entry.person}: key {key.pk} still opens"
        person = Person.objects.filter(pk=entry.person).first()
        if person is not None and (person.is_active or not person.email.endswith(f"@{NO_ADDRESS}")):
            yield f"person {entry.person}: the account is still there"
        for model, way in going_with(Person):
            if model._default_manager.filter(**{way: entry.person}).exists():
                yield f"person {entry.person}: rows of {model._meta.label} are still there"


def _carry_out_or_log(person_id: uuid.UUID) -> bool:
    try:
        return _carry_out(person_id)
    except Exception:
        log.exception("A deletion could not be carried out; it will be tried again.")
        return False


def _carry_out(person_id: uuid.UUID, *, asked: bool = True) -> bool:
    """Deletes a person who is still there; with `asked`, only one whose wish stands and is due."""
    with transaction.atomic():
        here = Person.objects.filter(pk=person_id, key__wrapped__isnull=False)
        person = here.select_for_update(no_key=True, of=("self",)).first()
        if person is None or (asked and not Deletion.unscoped.filter(person=person, due_at__lte=clock.now()).exists()):
            return False
        keys = _erase(person)
        # The last thing before the commit: what is in the ledger and still there is carried out again, and the other
        # way round nothing would be known of it.
        ledger.add(ledger.Entry(person.pk, tuple(keys), clock.now().date()))
    return True


def _erase(person: Person) -> list[uuid.UUID]:
    """Everything that is only theirs, inside a transaction that holds their row. Returns the keys that are gone."""
    couples = locked(set(Partner.unscoped.filter(person=person).values_list("couple", flat=True)))
    for place in Partner.unscoped.filter(person=person, left_on=None):
        is_two = Partner.unscoped.filter(couple=place.couple_id, left_on=None).count() == 2
        close(couples[place.couple_id], leaver=person if is_two else None)
    for part in parts.all_parts():
        part.erase(person)
    _delete_what_goes_with(Person, person)
    ended = [couple for couple in couples.values() if _is_nobodys(couple, person)]
    for couple in ended:
        _delete_what_goes_with(Couple, couple)
    _empty(person)
    keys = [person.key, *(couple.key for couple in ended)]
    for key in keys:
        destroy(key)
    return [key.pk for key in keys]


def _sweep_late_rows() -> None:
    """Removes what a request or a worker that was under way while somebody was deleted wrote for them just after.

    Not every small mark waits for the person's lock; what they wrote in words does."""
    for model, way in going_with(Person):
        gone = {f"{way}__is_active": False, f"{way}__key__wrapped__isnull": True}
        model._default_manager.filter(**gone).delete()


def _delete_what_goes_with(owner: type[Model], row: Model) -> None:
    for model, way in going_with(owner):
        model._default_manager.filter(**{way: row}).delete()


def _empty(person: Person) -> None:
    """Leaves a row that says nothing. Its body stays under the key that goes."""
    Person.objects.filter(pk=person.pk).update(
        email=f"{uuid.uuid4()}@{NO_ADDRESS}",
        password=make_password(None),
        is_active=False,
        zone="UTC",
        mail_hour=18,
        password_is_enough=False,
    )


def _is_nobodys(couple: Couple, person: Person) -> bool:
    others = Partner.unscoped.filter(couple=couple, person__key__wrapped__isnull=False)
    return not others.exclude(person=person).exists()


def _destroy_again(entry: ledger.Entry) -> int:
    """The keys of a couple whose two were deleted one after the other may be back without them."""
    for key in Key.objects.filter(pk__in=entry.keys, wrapped__isnull=False):
        destroy(key)
    return 0
