"""The opening: an envelope first, then both answers side by side."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checkins import reading
from checkins.pieces import piece_of
from checkins.questions import pairs
from couples.requests import us_for
from people.requests import person_of
from sealed import actions as sealed
from sealed.actions import State
from sealed.closed import before_of

from .found import BACK, check_in_or_404, own_rows


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """GET: the envelope, or what was in it. POST: opened by me, which nobody else sees."""
    found = check_in_or_404(request, pk)
    person, piece = person_of(request), piece_of(found)
    opened = sealed.opened(person, piece)
    if opened is None:
        return redirect("checkins:check-in", found.pk)
    if request.method == "POST":
        sealed.mark_opened(person, piece)
        return redirect("checkins:opening", found.pk)
    context = {**BACK, "check_in": found, "us": us_for(request)}
    if sealed.state_of(person, piece) is State.OPEN:
        return render(request, "checkins/envelope.html", context)
    context["opened_on"] = opened.opened_at.astimezone(person.tz).date()
    context["before"] = [own_rows(person, words) for words in before_of(reading.own_row(person, found))]
    context["pairs"] = pairs(opened.questions, lambda ids: reading.clause_texts(person, ids))
    return render(request, "checkins/opened.html", context)
