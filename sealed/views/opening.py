"""The opening: an envelope first, then both answers side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from couples import just_now
from couples.requests import us_for
from sealed import actions, reading
from sealed.piece import Piece
from sealed.reading import State

from .context import onward, page_of


def opening(request: HttpRequest, piece: Piece) -> HttpResponse:
    """GET: the envelope, or what was in it, folded where either would rather say it aloud. POST: opened by me, which
    nobody else sees."""
    us = us_for(request)
    state = reading.state_of(us, piece)
    if state not in (State.OPEN, State.READ):
        return onward(piece, state)
    if request.method == "POST":
        actions.mark_opened(us.person, piece)
        just_now.note(request, just_now.OPENED)
        return redirect(piece.address("opening"))
    if state is State.OPEN:
        return page_of(request, piece, "sealed/envelope.html", {})
    opened, mine = reading.opened(us, piece), reading.written_of(us, piece).answer
    context = {
        "opened_on": opened.opened_at.astimezone(us.person.tz).date() if opened else None,
        "pairs": piece.readable_pairs(us.person, opened.questions) if opened else [],
        "before": [piece.readable(us.person, words) for words in (mine.before if mine else ())],
    }
    more = piece.opened_context(us, opened.questions) if opened else {}
    return page_of(request, piece, piece.opened_template, {**more, **context})
