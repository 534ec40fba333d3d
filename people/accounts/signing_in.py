"""Beginning a sign-in: full, or small; and a small one that becomes full."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

import clock
from pages.devices import kind_of
from people.actions import signing_in, ways_in
from people.models import Person
from people.proofs import Given, Proof, are_enough, counted, the_one
from people.sessions import Begun, become, begin, begun_in

from . import records


def is_enough(request: HttpRequest, person: Person) -> bool:
    """Whether what was shown so far makes a full sign-in today."""
    proofs = counted(records.given_in(request, person))
    if are_enough(proofs):
        return True
    # A password that was replaced opens nothing by itself: it is there to undo that, with another proof.
    if not proofs or records.used_password(request, person) == ways_in.OLD:
        return False
    return signing_in.is_enough_alone(person, the_one(proofs))


def is_anything(request: HttpRequest, person: Person) -> bool:
    """Whether anything was shown that counts."""
    return bool(records.given_in(request, person))


def settle_passwords(request: HttpRequest, person: Person) -> None:
    """In a full sign-in: of a password set by email and the one beside it, the one that was typed stays."""
    used = records.used_password(request, person)
    if used == ways_in.RESET:
        others = counted(records.given_in(request, person)) - {Proof.INBOX}
        # By itself it has waited for 14 days: then it is a password.
        ways_in.adopt_reset(person, Proof.KEY if Proof.KEY in others else min(others, default=Proof.PASSWORD))
    elif used == ways_in.CURRENT:
        ways_in.drop_reset(person)


def shown_so_far(request: HttpRequest, person: Person) -> tuple[tuple[Given, ...], bool]:
    """What was shown, and whether it makes a full sign-in: asked before the passwords are settled by it."""
    return tuple(records.given_in(request, person)), is_enough(request, person)


def begin_in(request: HttpRequest, person: Person, given: tuple[Given, ...], *, is_full: bool) -> None:
    """Notes in the session of who has just signed in how they did so, and does what such a sign-in does."""
    kind = kind_of(request.headers.get("User-Agent", ""))
    begun = _full(request, person, given) if is_full else _small(person, given)
    begin(request.session, kind, clock.today(person.tz), begun)


def become_full(request: HttpRequest, person: Person) -> bool:
    """Where what was shown meanwhile is enough, makes the small sign-in at hand a full one; says whether it is."""
    before = begun_in(request.session)
    if before.is_full or not is_enough(request, person):
        return before.is_full
    password, given = person.password, tuple(records.given_in(request, person))
    settle_passwords(request, person)
    if person.password != password:
        update_session_auth_hash(request, person)
    become(request.session, Begun(is_full=True, given=given))
    signing_in.note_full(person, keep=request.session.session_key, own=before.small)
    return True


def _full(request: HttpRequest, person: Person, given: tuple[Given, ...]) -> Begun:
    signing_in.note_full(person, keep=request.session.session_key)
    return Begun(is_full=True, given=given)


def _small(person: Person, given: tuple[Given, ...]) -> Begun:
    proof = the_one(counted(given))
    return Begun(proof=proof, small=signing_in.note_small(person, proof).pk, given=given)
