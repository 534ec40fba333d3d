"""The signed-in person of a request, with a type."""

from typing import cast

from django.http import HttpRequest

from .models import Person
from .us import Us, us_of


def person_of(request: HttpRequest) -> Person:
    """Who is signed in. Only for views behind the sign-in, which is every view that does not say otherwise."""
    return cast("Person", request.user)


def us_for(request: HttpRequest) -> Us:
    """The couple of who is signed in, looked up once a request."""
    found: Us | None = getattr(request, "_us", None)
    if found is None:
        found = us_of(person_of(request))
        request._us = found  # type: ignore[attr-defined]
    return found
