"""The opening: an envelope first, then both answers question by question, then all of them, and what may come after."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

import clock
from couples import just_now
from couples.requests import us_for
from couples.today import is_night
from people.requests import never_resent
from sealed import actions, reading, screens
from sealed.piece import Piece
from sealed.reading import State
from together.actions import put_question
from together.reading import listed_questions

from .context import onward, page_of, screen_address


def opening(request: HttpRequest, piece: Piece) -> HttpResponse:
    """GET: the envelope, or what was in it, folded where either would rather say it aloud: one question of it, where
    the address names one. POST: opened by me, which nobody else sees."""
    us = us_for(request)
    state = reading.state_of(us, piece)
    if state not in (State.OPEN, State.READ):
        return onward(piece, state)
    if request.method == "POST":
        actions.mark_opened(us.person, piece)
        just_now.note(request, just_now.OPENED)
        return redirect(opening_address(piece, "1" if piece.opens_one_by_one else ""))
    if state is State.OPEN:
        return page_of(request, piece, "sealed/envelope.html", {})
    opened, written = reading.opened(us, piece), reading.written_of(us, piece)
    mine = written.answer
    pairs = piece.readable_pairs(us.person, opened.questions) if opened else []
    listed = listed_questions(us, piece.id)
    if screen := screens.opened(piece, pairs, request.GET.get("question")):
        return page_of(request, piece, "sealed/opened_screen.html", {"screen": screen, "listed": listed})
    context = {
        "opened_on": opened.opened_at.astimezone(us.person.tz).date() if opened else None,
        "today": clock.today(us.person.tz),
        "pairs": pairs,
        "before": [piece.readable(us.person, words) for words in (mine.before if mine else ())],
        "listed": listed,
        "next_leaf": piece.after_first_opening(us) if written.is_first else None,
        "is_night": is_night(clock.now().astimezone(us.person.tz)),
    }
    more = piece.opened_context(us, opened.questions) if opened else {}
    return page_of(request, piece, piece.opened_template, {**more, **context})


@never_resent
def talk_list(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Puts the question that was sent on the talk list of these two, once: what they have opened, folded or not."""
    us = us_for(request)
    state = reading.state_of(us, piece)
    if state is not State.READ:
        return onward(piece, state)
    opened, question = reading.opened(us, piece), request.POST.get("question", "")
    if question not in (piece.may_be_listed(us.person, opened.questions) if opened else ()):
        raise Http404
    put_question(us.person, piece.id, question)
    return redirect(f"{opening_address(piece, request.POST.get('screen', ''))}#question-{question}")


def opening_address(piece: Piece, number: str) -> str:
    """Where that screen of what has opened is read; all of it, where it is no number."""
    return screen_address(piece, number, "opening") if number.isdecimal() else piece.address("opening")
