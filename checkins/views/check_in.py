"""One check-in: what it is for its reader now, and closing it. Writing, sealing and opening are `sealed.views`."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

import clock
from checkins import actions, reading
from checkins.models import CheckIn
from checkins.pieces import BACK, CheckInPiece
from checkins.reading import Stage
from couples.requests import us_for
from people.requests import never_resent, person_of
from sealed.reading import Written, written_of
from sealed.views import writing


def find(request: HttpRequest, pk: UUID) -> CheckInPiece:
    """The check-in of an address, if its reader may know of it; else Http404."""
    ours = reading.calendar_of(us_for(request)).check_ins
    if found := next((row for row in ours if row.pk == pk), None):
        return CheckInPiece(found)
    return CheckInPiece(get_object_or_404(CheckIn.objects.visible_to(person_of(request)), pk=pk))


def check_in(request: HttpRequest, piece: CheckInPiece) -> HttpResponse:
    """The five things, sealed, opened; or a page that says that it is to come, or has closed. POST keeps words."""
    if request.method == "POST":
        return writing.writing(request, piece)
    us, found = us_for(request), piece.check_in
    written = written_of(us, piece)
    match reading.stage_of(us, found, opened=written.reveal is not None, sealed=written.has_sealed):
        case Stage.COMING:
            return _page(request, piece, "checkins/coming.html", {})
        case Stage.CLOSED:
            return _closed(request, piece, written)
    return writing.writing(request, piece)


def _closed(request: HttpRequest, piece: CheckInPiece, written: Written) -> HttpResponse:
    person = person_of(request)
    row = written.draft or written.answer or next(iter(written.earlier), None)
    context = {
        "answers": [line for line in piece.readable(person, row.words if row else {}) if line.value],
        "before": [piece.readable(person, words) for words in (row.before if row else ())],
    }
    return _page(request, piece, "checkins/closed.html", context)


def _page(request: HttpRequest, piece: CheckInPiece, template: str, context: dict[str, Any]) -> HttpResponse:
    us = us_for(request)
    back_url, back_label = BACK
    next_day = reading.standing_of(us, clock.today(us.person.tz)).next_day
    common = {"check_in": piece.check_in, "next_day": next_day, "back_url": back_url, "back_label": back_label}
    return render(request, template, {**common, **context})


@never_resent
@require_POST
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Closes it for both. The page that asks has said what will show."""
    piece = find(request, pk)
    actions.close(person_of(request), piece.check_in)
    return redirect(piece.address())
