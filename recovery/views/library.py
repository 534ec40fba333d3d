"""The library: what anyone may read, signed in or not."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from pages.frames import keeps_frame, render_in_frame
from recovery.plan import catalogue, searching
from recovery.plan.kinds import kind_of


@keeps_frame
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def library(request: HttpRequest) -> HttpResponse:
    """Every page, on its shelf. POST searches, and keeps nothing: in an address, what somebody looked for would stay in
    the browser's history."""
    said = request.POST.get("words", "").strip()[: searching.LONGEST]
    context = {
        "said": said,
        "found": catalogue.find(said),
        "longest": searching.LONGEST,
        "shelves": catalogue.shelves(),
    }
    return _may_be_found(render_in_frame(request, "recovery/library.html", context))


@keeps_frame
@login_not_required
@require_safe
def library_page(request: HttpRequest, activity_id: str) -> HttpResponse:
    """A reading without a person: every track's part of it."""
    activity = catalogue.activity(activity_id)
    shelf = next(shelf for shelf in catalogue.shelves() if activity in shelf.pieces)
    context = {
        "activity": activity,
        "reading": catalogue.open_html(activity),
        "contents": activity.headings,
        "shelf": shelf,
        "others": [piece for piece in shelf.pieces if piece != activity],
        "back_url": "/library/",
        "back_label": gettext("Library"),
    }
    return _may_be_found(render_in_frame(request, kind_of(activity).library_template, context))


def _may_be_found(response: HttpResponse) -> HttpResponse:
    """By search engines, where the host wants it: of every other page they are asked to stay away."""
    if settings.TWOFOLD_SEARCH_ENGINES:
        response["X-Robots-Tag"] = "all"
    return response
