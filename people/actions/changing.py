"""Changing how somebody signs in, and undoing that. `asked` is the proof that the form of the change was shown.

Who is here must be here fully: the gate sees to that. docs/safety.md has the table.
"""

import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

import clock
from people.models import Browser, Change, PaperKey, Person, What
from people.proofs import Given, Proof, all_older

from .locking import lock_person
from .sessions import end_other_sessions
from .signing_in import end_half_finished
from .ways_in import drop_reset, note_change

GONE = {What.APP: What.APP_GONE, What.PASSKEY: What.PASSKEY_GONE}


def change_password(person: Person, password: str, asked: Proof) -> None:
    """A new password, at once. The old one, with another proof, undoes that for 30 days; a browser in which it was
    enough is no such proof any more, and one that was set by email is void."""
    with transaction.atomic():
        lock_person(person)
        old = person.password
        person.set_password(password)
        person.save(update_fields=["password"])
        note_change(person, What.PASSWORD, asked, old=old)
        drop_reset(person)
        Browser.unscoped.filter(person=person).delete()
        end_half_finished(person)


def change_address(person: Person, address: EmailAddress, asked: Proof) -> str:
    """Makes `address`, whose code was typed, the one to sign in with and to write to. Returns the old one, which
    goes on beside it for 30 days."""
    with transaction.atomic():
        lock_person(person)
        old = person.email
        address.set_as_primary()
        person.refresh_from_db(fields=["email"])
        if note_change(person, What.ADDRESS, asked, ref=address.email, old=old) is None:
            EmailAddress.objects.filter(user=person, email=old).delete()
    return old


def note_factor(person: Person, factor: Authenticator, asked: Proof) -> None:
    """A passkey or an app was added: young for 30 days."""
    with transaction.atomic():
        lock_person(person)
        note_change(person, _kind_of(factor), asked, ref=str(factor.pk))


def remove_factor(person: Person, factor: Authenticator, asked: Proof) -> None:
    """A passkey or an app ends in 30 days; at once where the form asked for the paper key. Twice does no harm."""
    with transaction.atomic():
        lock_person(person)
        gone, ref = GONE[_kind_of(factor)], str(factor.pk)
        if Change.unscoped.filter(person=person, what=gone, ref=ref).exists():
            return
        if note_change(person, gone, asked, ref=ref) is None:
            factor.delete()


def choose_anywhere(person: Person, asked: Proof, *, enough: bool) -> None:
    """Whether the password is enough in any browser: in 30 days where it is wanted, at once where it is not."""
    with transaction.atomic():
        lock_person(person)
        Change.unscoped.filter(person=person, what=What.ANYWHERE).delete()
        if enough and not person.password_is_enough:
            note_change(person, What.ANYWHERE, asked)
        person.password_is_enough = enough
        person.save(update_fields=["password_is_enough"])


def may_undo(change: Change, given: Iterable[Given]) -> bool:
    """Whether who signed in by these proofs may undo that change: all of them are older than it, or one is the paper
    key, and older."""
    given = list(given)
    keys = [each for each in given if each.proof == Proof.KEY]
    return bool(given) and (all_older(given, change.made_at) or (bool(keys) and all_older(keys, change.made_at)))


def undo(person: Person, change_id: uuid.UUID, given: Iterable[Given], keep: str | None) -> bool:
    """Puts back what a change replaced, with what was changed after it in the same; every other session ends. Says
    whether it was done: not where it is settled, or the proofs are younger. Twice does no harm."""
    with transaction.atomic():
        lock_person(person)
        change = Change.unscoped.filter(person=person, pk=change_id).select_related("person__key").first()
        if change is None or not change.is_open(clock.now()) or not may_undo(change, given):
            return False
        since = Change.unscoped.filter(person=person, what=change.what, made_at__gte=change.made_at)
        for later in since.select_related("person__key"):
            _put_back(person, later)
            later.delete()
        end_half_finished(person)
        end_other_sessions(person, keep=keep)
    return True


def settle(person: Person) -> None:
    """What was changed more than 30 days ago stays: what it replaced ends."""
    with transaction.atomic():
        lock_person(person)
        settled = Change.unscoped.filter(person=person, settles_at__lte=clock.now()).exclude(what=What.RESET)
        for change in settled.select_related("person__key"):
            if change.what in GONE.values():
                Authenticator.objects.filter(user=person, pk=change.ref).delete()
            if change.what == What.ADDRESS:
                EmailAddress.objects.filter(user=person, email=change.old, primary=False).delete()
            change.delete()
        PaperKey.unscoped.filter(person=person, ends_at__lte=clock.now()).delete()


def settle_all() -> None:
    """Settles what is due, of everybody."""
    due = Change.unscoped.filter(settles_at__lte=clock.now(), person__is_active=True).exclude(what=What.RESET)
    for person in Person.objects.filter(pk__in=due.values("person")):
        settle(person)


def _put_back(person: Person, change: Change) -> None:  # the newest first, so the oldest has the last word
    match change.what:
        case What.PASSWORD:
            person.password = change.old
            person.save(update_fields=["password"])
        case What.ADDRESS:
            _put_address_back(person, change)
        case What.APP | What.PASSKEY:
            Authenticator.objects.filter(user=person, pk=change.ref).delete()
        case What.KEY:
            PaperKey.unscoped.filter(person=person, pk=change.ref).delete()
            PaperKey.unscoped.filter(person=person, pk=change.old or uuid.UUID(int=0)).update(ends_at=None)
        case What.ANYWHERE:
            person.password_is_enough = False
            person.save(update_fields=["password_is_enough"])
        case What.RESET:
            drop_reset(person)


def _put_address_back(person: Person, change: Change) -> None:
    EmailAddress.objects.filter(user=person, email=change.ref).delete()
    old, _ = EmailAddress.objects.get_or_create(user=person, email=change.old, defaults={"verified": True})
    old.set_as_primary()
    person.refresh_from_db(fields=["email"])


def _kind_of(factor: Authenticator) -> What:
    return What.APP if factor.type == Authenticator.Type.TOTP else What.PASSKEY
