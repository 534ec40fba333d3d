"""The sign-in at hand: by whom, and whether it is full. What is withheld depends on it, never on the person.

Outside a request, in a tick or a command, there is none, and nothing is withheld.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

MARK = "signed_in"


@dataclass(frozen=True)
class SignIn:
    """`proof` is the only one of a small sign-in; empty where it is full. `id` names the sign-in."""

    person_id: uuid.UUID
    proof: str = ""
    is_full: bool = True
    id: uuid.UUID | None = None


_at_hand: ContextVar[SignIn | None] = ContextVar("people_sign_in_at_hand", default=None)


def at_hand() -> SignIn | None:
    return _at_hand.get()


def is_small() -> bool:
    """Whether a person is here by one proof only."""
    here = at_hand()
    return here is not None and not here.is_full


def small_proof() -> str:
    """The one proof of a small sign-in; empty in a full one, and outside a request."""
    here = at_hand()
    return here.proof if here is not None and not here.is_full else ""


@contextmanager
def holding(sign_in: SignIn | None) -> Iterator[None]:
    """Within the block this is the sign-in at hand."""
    token = _at_hand.set(sign_in)
    try:
        yield
    finally:
        _at_hand.reset(token)


class HoldSignIn:
    """Middleware below the one that says who is signed in: the sign-in at hand, for the length of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with holding(_of(request)):
            return self.get_response(request)


def _of(request: HttpRequest) -> SignIn | None:
    if not request.user.is_authenticated:
        return None
    mark = request.session.get(MARK) or {}
    own_id = uuid.UUID(mark["id"]) if "id" in mark else None
    return SignIn(request.user.pk, mark.get("proof", ""), is_full=mark.get("full") is True, id=own_id)
