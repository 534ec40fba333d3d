"""A page of something that an address names, such as the pages of one piece."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

T = TypeVar("T")

GET, POST, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Where it is below the thing, its name, its view of the request and the thing, and the methods it answers to."""

    place: str
    name: str
    view: Callable[[HttpRequest, T], HttpResponse]
    methods: tuple[str, ...] = GET

    def bound(self, find: Callable[..., T]) -> Callable[..., HttpResponse]:
        """The view for an address. `find` gets the request and what the address holds, and returns the thing or raises
        Http404; another method is refused before anything is looked for."""

        @wraps(self.view)
        def page(request: HttpRequest, **named: Any) -> HttpResponse:
            return self.view(request, find(request, **named))

        return require_http_methods(list(self.methods))(page)

    def at(self, prefix: str, find: Callable[..., T]) -> URLPattern:
        return path(prefix + self.place, self.bound(find), name=self.name)
