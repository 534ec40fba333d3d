"""What a screen of a sitting gets that asks, again and again, whether there is anything new."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

import clock

from .models import Sitting

STOP_POLLING = 286
"""What htmx takes as: show this, and ask no more."""
TAG, OVER = "at", "over"


def polled(request: HttpRequest, sitting: Sitting | None, render: Callable[[str], HttpResponse]) -> HttpResponse:
    """204 where the screen that asks, by the tag of what it shows, shows what there is. Else what `render` makes of
    the kind of news, and that it is the last, where the sitting is over. Nothing is noted of who asked, or that they
    did."""
    now, shown = clock.now(), request.GET.get(TAG, "")
    if sitting is not None and shown == sitting.tag(now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    response = render(sitting.news_since(shown, now) if sitting else OVER)
    if sitting is None:
        response.status_code = STOP_POLLING
    return response
