"""Which proof somebody has typed: a password, a code from an app, a code from a mail, or the paper key."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from pages.letters import code_in
from people.actions import counting, paper_keys, ways_in
from people.limits.browsers import known_browser
from people.limits.passwords import count_password, forget_password
from people.limits.rules import Rule
from people.models import PaperKey, Person
from people.proofs import Proof

from . import records
from .factors import spend_code
from .mailed_code import mailed_to, spend_mailed_code
from .unknown_addresses import persons_at

IN_A_FORM = (Proof.PASSWORD, Proof.FACTOR, Proof.KEY)
APP_CODES = Rule("app-codes", 100, timedelta(days=1), lambda _: "")


def code_shown(request: HttpRequest, person: Person, typed: str, *, by_mail: bool = True) -> Proof | None:
    """What a typed code counts as, and notes it in the log of this sign-in; None where it is nothing. Each opens once.
    `by_mail`: whether a mailed one may be it."""
    if paper_keys.looks_like_key(typed):
        key = paper_keys.key_that_is(person, typed)
        if key is not None:
            records.note(request, person, records.KEY, ref=str(key.pk))
            return ways_in.given_of(person, Proof.KEY, str(key.pk)).proof
        return None
    code = code_in(typed)
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if app is not None and code.isdigit() and _takes_app_code(request, person, app, code):
        records.note(request, person, records.APP, ref=str(app.pk))
        return ways_in.given_of(person, Proof.FACTOR, str(app.pk)).proof
    email = mailed_to(request, person)
    if by_mail and spend_mailed_code(request, person, code):
        records.note(request, person, records.MAILED, email=email)
        return ways_in.given_of(person, Proof.INBOX, email).proof
    return None


def _takes_app_code(request: HttpRequest, person: Person, app: Authenticator, code: str) -> bool:
    """A hundred wrong codes a day are looked at, wherever they come from; the owner's own browser counts apart. A
    mailed code and the paper key stay open to the owner."""
    key = f"{person.pk} {known_browser(request, person.email)}"
    if counting.count_try(APP_CODES.name, key, APP_CODES.lasts) > APP_CODES.most or not spend_code(app, code):
        return False
    counting.forget_try(APP_CODES.name, key)
    return True


def key_typed_for(request: HttpRequest, email: str) -> PaperKey | None:
    """The paper key that was typed beside a password, if it is one of whoever has that address."""
    typed = request.POST.get("key", "")
    if not paper_keys.looks_like_key(typed):
        return None
    found = (paper_keys.key_that_is(person, typed) for person in persons_at(email))
    return next((key for key in found if key is not None), None)


def password_shown(request: HttpRequest, person: Person, typed: str) -> bool:
    """Whether a password of theirs was typed, and notes in the log of this sign-in which. Counts failing tries."""
    counted = count_password(request, person.email)
    which = ways_in.which_password(person, typed)
    if which:
        forget_password(counted)
        records.note(request, person, records.PASSWORD, which=which)
    return bool(which)


def proof_in_form(request: HttpRequest, person: Person, typed: str, *, any_one: bool = False) -> Proof | None:
    """The proof that was typed into a form which asks for one: the password, a code of the app, or the paper key.

    `any_one`: also what shows the mail or the browser alone, such as a password that was set by mail. Counts failing
    tries as signing in does, and refuses TooManyTries.
    """
    counted = count_password(request, person.email)
    proof = _typed_in_form(request, person, typed, any_one=any_one)
    if proof not in IN_A_FORM and not any_one:
        proof = None  # what is young counts as what it was made from, and that may be no proof in a form
    if proof is not None:
        forget_password(counted)
    return proof


def _typed_in_form(request: HttpRequest, person: Person, typed: str, *, any_one: bool) -> Proof | None:
    which = ways_in.which_password(person, typed)
    if which == ways_in.CURRENT:
        return ways_in.given_of(person, Proof.PASSWORD).proof
    if which == ways_in.RESET and any_one:
        reset = ways_in.pending_reset(person)
        return ways_in.given_by_reset(reset).proof if reset else None
    return code_shown(request, person, typed, by_mail=any_one)
