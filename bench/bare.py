"""What `bench.pages` has gunicorn load: Twofold as it is served, and one page more, which costs as little as any can.

The page stands behind the same middleware as every other, and before them where addresses are looked up.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path

from config.wsgi import application
from people.requests import person_of

__all__ = ["PLACE", "application"]

PLACE = "bare/"
PAGE = "<!doctype html><title>A bare page</title><h1>A bare page</h1>\n"


def bare(request: HttpRequest) -> HttpResponse:
    """The same for everybody who is signed in."""
    assert person_of(request).is_authenticated
    return HttpResponse(PAGE)


get_resolver().url_patterns.insert(0, path(PLACE, bare))
