"""The couple of who is signed in."""

from django.http import HttpRequest

from people.requests import person_of

from .us import Us, us_of


def us_for(request: HttpRequest) -> Us:
    """The couple of who is signed in, looked up once a request."""
    found: Us | None = getattr(request, "_us", None)
    if found is None:
        found = us_of(person_of(request))
        request._us = found  # type: ignore[attr-defined]
    return found
