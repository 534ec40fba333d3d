"""The couple of who is signed in."""

from django.http import HttpRequest

from people.at_hand import is_small
from people.requests import person_of

from .us import Us, us_of


def us_for(request: HttpRequest) -> Us:
    """The couple of who is signed in, looked up once a request. In a small sign-in it is as if there were none."""
    found: Us | None = getattr(request, "_us", None)
    if found is None:
        person = person_of(request)
        found = Us(person) if is_small() else us_of(person)
        request._us = found  # type: ignore[attr-defined]
    return found
