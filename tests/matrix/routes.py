"""Every address of the house, as the URL resolver has it."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, resolve


def routes() -> set[str]:
    """The full route string of every view that can be reached, allauth's included."""
    return set(_walk(get_resolver().url_patterns, ""))


def route_of(path: str) -> str:
    return str(resolve("/" + path).route)


def example(path: str) -> str:
    """A line's address with a UUID for every capital word."""
    return "/".join(str(uuid.UUID(int=0, version=4)) if word.isupper() else word for word in path.split("/")).lstrip(
        "/"
    )


def _walk(patterns: Iterable[Any], before: str) -> Iterator[str]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole
        else:
            yield from _walk(pattern.url_patterns, whole)
