"""The addresses of pieces: each kind has its pages, and a piece answers to those of its own kind."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

from pages.places import Page
from recovery.plan import catalogue
from recovery.plan.activities import Activity, NoSuchActivity
from recovery.plan.kinds import Kind, all_kinds, kind_of


def patterns(prefix: str) -> list[URLPattern]:
    """An address for each page that any kind has, under the address of the piece."""
    return [_of_any_kind(page).at(prefix, find) for page in one_of_each_place(all_kinds())]


def one_of_each_place(kinds: Iterable[Kind]) -> list[Page[Activity]]:
    """Of the pages of all kinds, one for each place. An address is the same for every kind of piece: it has one name,
    takes the same methods, and is or is not sent again after signing in; and a name has one place. Raises ValueError
    where kinds differ in it."""
    found: dict[str, Page[Activity]] = {}
    places: dict[str, str] = {}
    for kind in kinds:
        for page in kind.pages:
            same_place = _outside(found.setdefault(page.place, page)) == _outside(page)
            if not same_place or places.setdefault(page.name, page.place) != page.place:
                raise ValueError(
                    f"The page {page.place!r} of a piece to {kind.name} differs from that of another kind in its name, "
                    "its methods or the marks on its view, or has the name of another place. "
                    "Make it the same, or choose others."
                )
    return list(found.values())


def _outside(page: Page[Activity]) -> tuple[object, ...]:
    marks = {name: mark for name, mark in vars(page.view).items() if name != "__wrapped__"}
    return page.name, page.methods, marks


def find(_request: HttpRequest, activity_id: str) -> Activity:
    """The built activity of that id; else Http404."""
    try:
        activity = catalogue.activity(activity_id)
    except NoSuchActivity as error:
        raise Http404 from error
    if not activity.built:
        raise Http404
    return activity


def _of_any_kind(like: Page[Activity]) -> Page[Activity]:
    """The page at that place, of whatever kind the piece is that was asked for; Http404 where that has none."""

    def view(request: HttpRequest, activity: Activity) -> HttpResponse:
        page = next((page for page in kind_of(activity).pages if page.place == like.place), None)
        if page is None:
            raise Http404
        return page.view(request, activity)

    view.__dict__.update(vars(like.view))
    return Page(like.place, like.name, view, like.methods)
