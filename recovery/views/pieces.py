"""The addresses of pieces: each kind has its pages, and a piece answers to those of its own kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

from pages.places import Page
from recovery.plan import catalogue
from recovery.plan.activities import Activity, NoSuchActivity
from recovery.plan.kinds import all_kinds, kind_of


def patterns(prefix: str) -> list[URLPattern]:
    """An address for each page that any kind has, under the address of the piece."""
    pages = {page.place: page for kind in all_kinds() for page in kind.pages}
    return [_of_any_kind(page).at(prefix, find) for page in pages.values()]


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
