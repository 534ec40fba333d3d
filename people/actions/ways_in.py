"""Changing how somebody signs in: nothing new beats something older. docs/safety.md tells why.

A change stands as a row while it is young. Until then the new thing counts only as the proof that its form asked for,
and what it replaced goes on beside it.
"""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

import clock
from pages.letters import composed
from people.models import Change, HandOver, Person, What
from people.proofs import FRESH_ACCOUNT, YOUNG, YOUNG_RESET, Given, Proof

from .exporting import drop_export
from .locking import lock_person

CURRENT, RESET, OLD = "password", "reset", "old"
# At most so many hashes stand for one person: the password, one set by email, and the one before.
MOST_PASSWORDS = 3


def is_fresh(person: Person) -> bool:
    """Whether the account is so new that there is nothing older to protect."""
    return timedelta(0) <= clock.now() - person.made_at < FRESH_ACCOUNT


def open_changes(person: Person) -> list[Change]:
    """What was changed and is not settled yet, the newest first. A password set by email waits for a full sign-in."""
    now = clock.now()
    rows = Change.unscoped.filter(person=person).select_related("person__key")
    return [change for change in rows if change.is_open(now) or change.what == What.RESET]


def note_change(
    person: Person, what: What, asked: Proof, *, ref: str = "", old: str = "", lasts: timedelta = YOUNG
) -> Change | None:
    """Keeps that something was changed, by whoever showed `asked` in its form; it settles when `lasts` is over. Asked
    for with the paper key, or in an account of its first day, a change counts at once, and nothing stays beside it:
    None."""
    if asked == Proof.KEY or is_fresh(person):
        return None
    now = clock.now()
    counts_as = Proof.FACTOR if asked == Proof.PASSKEY else asked
    change = Change(person=person, what=what, ref=ref, made_at=now, settles_at=now + lasts, counts_as=counts_as)
    change.body = {"words": {"old": old}}
    change.save()
    return change


def is_young_anywhere(person: Person) -> bool:
    """Whether "my password is enough anywhere" was chosen too lately to count."""
    return any(change.what == What.ANYWHERE for change in open_changes(person))


def given_of(person: Person, proof: Proof, ref: str = "", made_at: datetime | None = None) -> Given:
    """What a proof that was shown counts as today: less, while the thing it was shown by is young. `ref` names it."""
    if is_fresh(person):
        return Given(proof, made_at)
    kinds = {
        Proof.PASSWORD: What.PASSWORD,
        Proof.INBOX: What.ADDRESS,
        Proof.KEY: What.KEY,
        Proof.FACTOR: What.APP,
        Proof.PASSKEY: What.PASSKEY,
    }
    young = [change for change in open_changes(person) if change.what == kinds.get(proof) and change.ref == ref]
    return Given(Proof(young[0].counts_as), young[0].made_at) if young else Given(proof, made_at)


def keep_reset(person: Person, password: str, email: str) -> None:
    """Keeps a password that was set by a code to `email` beside the one there is. It counts as that email, or as less
    while the address is young; the next full sign-in ends the one that it did not use. What stood ready to be taken
    along goes."""
    now = clock.now()
    with transaction.atomic():
        lock_person(person)
        drop_export(person)
        HandOver.unscoped.filter(person=person).delete()
        Change.unscoped.filter(person=person, what=What.RESET).delete()
        proof = given_of(person, Proof.INBOX, email).proof
        change = Change(person=person, what=What.RESET, made_at=now, settles_at=now + YOUNG_RESET, counts_as=proof)
        change.body = {"words": {"hash": make_password(composed(password))}}
        change.save()


def pending_reset(person: Person) -> Change | None:
    """The password set by email that stands beside the other one."""
    return Change.unscoped.filter(person=person, what=What.RESET).select_related("person__key").first()


def given_by_reset(change: Change) -> Given:
    """What typing the password set by email counts as: the email, however long it stands. It was never shown with
    anything else, or it would have been adopted."""
    return Given(Proof(change.counts_as), change.made_at)


def adopt_reset(person: Person, asked: Proof) -> None:
    """The password that was set by email becomes the password, in a full sign-in; `asked` is what else was shown. It is
    a change like any other, and young for 14 days: the old one, with another proof, undoes it."""
    with transaction.atomic():
        lock_person(person)
        change = pending_reset(person)
        if change is None:
            return
        old, person.password = person.password, str(change.all_words["hash"])
        person.save(update_fields=["password"])
        change.delete()
        note_change(person, What.PASSWORD, asked, old=old, lasts=YOUNG_RESET)


def drop_reset(person: Person) -> None:
    """The password that was set by email is forgotten. Runs in a full sign-in that used the older one."""
    Change.unscoped.filter(person=person, what=What.RESET).delete()


def which_password(person: Person | None, typed: str) -> str:
    """Which of a person's passwords this is: "password", "reset", "old", or none. Where none fits it costs the same for
    everybody, also where there is no such person."""
    hashes = _hashes_of(person or Person())
    if person is None:
        hashes = []
    for name, stored in hashes:
        if check_password(composed(typed), stored):
            return name
    for _ in range(MOST_PASSWORDS - len(hashes)):
        make_password(typed)
    return ""


def _hashes_of(person: Person) -> list[tuple[str, str]]:
    changes = open_changes(person)
    resets = [(RESET, str(change.all_words["hash"])) for change in changes if change.what == What.RESET]
    olds = [(OLD, change.old) for change in changes if change.what == What.PASSWORD]
    return [(CURRENT, person.password), *resets, *olds[-1:]]
