"""What is half finished ends with the password it began with, and with the next full sign-in: half signed in, a code on
its way, a reset whose code was right."""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from people.models import Person

from .mailed_code import MAILED_CODE
from .unknown_addresses import look_for_nobody

HALF = "half_finished"
STATES = {LOGIN_SESSION_KEY: "user_pk", PASSWORD_RESET_VERIFICATION_SESSION_KEY: "user_id"}
ALL = (*STATES, EMAIL_VERIFICATION_CODE_SESSION_KEY, MAILED_CODE)


class EndHalfFinished:
    """Middleware: what is half finished carries its person's mark, and is dropped where that is another by now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated and HALF in request.session:
            _drop_what_ended(request.session)
        response = self.get_response(request)
        if not request.user.is_authenticated:
            _mark(request.session)
        return response


def _drop_what_ended(session: SessionBase) -> None:
    if not _states(session):
        del session[HALF]
        return
    keys = _half_keys({person for person in session[HALF] if person})
    if any(keys.get(person) != key for person, key in session[HALF].items() if person):
        for name in (*ALL, HALF):
            session.pop(name, None)


def _mark(session: SessionBase) -> None:
    begun = _states(session)
    known = session.get(HALF, {})
    if not begun or begun == set(known):
        return
    keys = _half_keys({person for person in begun if person})
    session[HALF] = {person: known.get(person) or keys.get(person, "") for person in begun}


def _states(session: SessionBase) -> set[str]:
    """The persons of whom something is half finished; an empty name for an address that nobody has here."""
    states: list[tuple[Any, str]] = [(session.get(name), who) for name, who in STATES.items()]
    # allauth writes an id with its hyphens here, and without them there.
    return {str(uuid.UUID(state[who])) if state.get(who) else "" for state, who in states if isinstance(state, dict)}


def _half_keys(persons: set[str]) -> dict[str, str]:
    """By person. It costs the same where there is nobody."""
    ids = [uuid.UUID(person) for person in persons]
    if not ids:
        look_for_nobody()
        return {}
    return {str(pk): str(key) for pk, key in Person.objects.filter(pk__in=ids).values_list("pk", "half_key")}
