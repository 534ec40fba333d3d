"""Writing a piece alone: its page, what is kept as one writes, and one's sealed words to change."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from couples.requests import us_for
from people.requests import person_of
from people.shown_once import explained_first
from sealed import actions, reading
from sealed.forms import WritingForm
from sealed.models import Answer, Draft
from sealed.piece import Piece
from sealed.reading import State
from sealed.refusals import BlankAnswer, Frozen, StaleDraft

from .context import onward, page_of

ELSEWHERE = (State.OPEN, State.READ, State.SEALED)


def writing(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The piece as it is for its reader now: to write, sealed, opened. POST keeps the words and goes on."""
    if request.method == "POST":
        return _finish(request, piece)
    if first := explained_first(request):
        return first
    state = reading.state_of(us_for(request), piece) if piece.opens else State.BLANK
    return onward(piece, state) if state in ELSEWHERE else _page(request, piece)


def answer(request: HttpRequest, piece: Piece) -> HttpResponse:
    """One's own sealed words, to read or to change."""
    state = reading.state_of(us_for(request), piece)
    return _page(request, piece) if state is State.SEALED else onward(piece, state)


def draft(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Keeps a draft while it is being written. 409 where another tab has kept something since."""
    form = piece.form(us_for(request), request.POST, {}, 0, to_seal=False)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        row = actions.keep(person_of(request), piece, form.words(), revision=form.cleaned_data["revision"])
    except (Frozen, StaleDraft) as refused:
        return JsonResponse({"sentence": refused.title}, status=409)
    return JsonResponse({"revision": row.revision})


def _finish(request: HttpRequest, piece: Piece) -> HttpResponse:
    us = us_for(request)
    form = piece.form(us, request.POST, {}, 0)
    if not form.is_valid():
        return _page(request, piece, form, status=422)
    try:
        address = actions.finish(us.person, piece, form.words(), revision=form.cleaned_data["revision"])
    except Frozen as refused:
        context = {"answers": piece.readable(us.person, form.words())}
        return page_of(request, piece, "sealed/too_late.html", context, status=refused.status)
    except StaleDraft as refused:
        return _both_shown(request, piece, form, refused)
    except BlankAnswer as refused:
        form.blame(refused.sentence)
        return _page(request, piece, form, status=422)
    return redirect(address if piece.takes_words(us) else piece.address())


def _both_shown(request: HttpRequest, piece: Piece, form: WritingForm, refused: StaleDraft) -> HttpResponse:
    """Nothing is overwritten: what is in the form stays there, what the other tab kept stands beside it."""
    kept = reading.draft_of(person_of(request), piece)
    form.data = request.POST.copy()
    form.data["revision"] = str(kept.revision if kept else 0)
    clash = piece.readable(person_of(request), kept.words if kept else {})
    return _page(request, piece, form, clash, status=refused.status)


def _page(
    request: HttpRequest, piece: Piece, form: WritingForm | None = None, clash: Any = None, *, status: int = 200
) -> HttpResponse:
    us = us_for(request)
    written = reading.written_of(us, piece)
    draft, answer = written.draft, written.answer
    row: Draft | Answer | None = draft or answer
    form = form or piece.form(us, None, row.words if row else {}, draft.revision if draft else 0)
    form.morning = piece.morning
    context = {
        "form": form,
        "clash": clash,
        "draft": draft,
        "answer": answer,
        "before": [piece.readable(us.person, words) for words in (row.before if row else ())],
        "earlier": [piece.readable(us.person, earlier.words) for earlier in written.earlier],
    }
    return page_of(request, piece, piece.writing_template, context, status=status)
