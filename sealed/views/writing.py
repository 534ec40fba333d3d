"""Writing a piece alone: its page, what is kept as one writes, and one's sealed words to change."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from couples.requests import us_for
from people.requests import person_of
from people.shown_once import knows_way_out, note_way_out_read
from sealed import actions, reading
from sealed.forms import SENT, WritingForm
from sealed.models import Answer, Draft
from sealed.piece import Piece
from sealed.reading import State, Written
from sealed.refusals import BlankAnswer, Frozen, StaleDraft

from .context import onward, page_of

ELSEWHERE = (State.OPEN, State.READ, State.SEALED)


def writing(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The piece as it is for its reader now: to write, sealed, opened. POST keeps the words and goes on."""
    if request.method == "POST":
        return _finish(request, piece)
    state = reading.state_of(us_for(request), piece) if piece.opens else State.BLANK
    return onward(piece, state) if state in ELSEWHERE else _page(request, piece)


def answer(request: HttpRequest, piece: Piece) -> HttpResponse:
    """One's own sealed words, to read or to change."""
    state = reading.state_of(us_for(request), piece)
    return _page(request, piece) if state is State.SEALED else onward(piece, state)


def draft(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Keeps a draft while it is being written: the fields that `sent_field` names, and the others as they were; all of
    the form where it names none. 409 where another tab has kept something since."""
    form = _draft_form(request, piece)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        _refuse_another_beneath(request, piece, form)
        row = actions.keep(person_of(request), piece, form.words(), revision=form.cleaned_data["revision"])
    except (Frozen, StaleDraft) as refused:
        return JsonResponse({"sentence": refused.title}, status=409)
    return JsonResponse({"revision": row.revision})


def _draft_form(request: HttpRequest, piece: Piece) -> WritingForm:
    us, sent = us_for(request), request.POST.getlist(SENT)
    row = _shown(reading.written_of(us, piece)) if sent else None
    form = piece.form(us, request.POST, row.words if row else {}, 0, to_seal=False)
    if sent:
        form.take_only(sent)
    return form


def _refuse_another_beneath(request: HttpRequest, piece: Piece, form: WritingForm) -> None:
    """Raises StaleDraft where some of the fields were sent, and the others would be taken from another draft than the
    page showed: one that is gone, or kept since."""
    if request.POST.getlist(SENT):
        kept = reading.written_of(us_for(request), piece).draft
        if (form.cleaned_data["revision"] or 0) != (kept.revision if kept else 0):
            raise StaleDraft


def _finish(request: HttpRequest, piece: Piece) -> HttpResponse:
    us = us_for(request)
    note_way_out_read(us.person)
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
    draft, answer, row = written.draft, written.answer, _shown(written)
    form = form or piece.form(us, None, row.words if row else {}, draft.revision if draft else 0)
    form.morning = piece.morning
    context = {
        "form": form,
        "knows_way_out": knows_way_out(us.person),
        "clash": clash,
        "draft": draft,
        "answer": answer,
        "before": [piece.readable(us.person, words) for words in (row.before if row else ())],
        "earlier": [piece.readable(us.person, earlier.words) for earlier in written.earlier],
    }
    return page_of(request, piece, piece.writing_template, context, status=status)


def _shown(written: Written) -> Draft | Answer | None:
    """Whose words stand in the form of the page: the draft's, else those of the answer that it would change."""
    return written.draft or written.answer
