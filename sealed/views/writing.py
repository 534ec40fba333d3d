"""Writing a piece alone, one question a screen: its pages, what is kept as one writes, and one's own answer to read."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from couples.requests import us_for
from people.models import Person
from people.requests import person_of
from people.shown_once import knows_way_out, note_way_out_read
from sealed import actions, reading, screens
from sealed.folding import Words, says_something
from sealed.forms import SENT, WritingForm
from sealed.models import Answer, Draft
from sealed.piece import Piece
from sealed.reading import State, Written
from sealed.refusals import BlankAnswer, Frozen, StaleDraft
from sealed.screens import Screen

from .context import onward, page_of, screen_address

ELSEWHERE = (State.OPEN, State.READ, State.SEALED)
# What the buttons of a screen send besides the one that goes on.
GO, BACK, LATER, READY_MADE = "go", "back", "later", "ready-made"


def writing(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The piece as it is for its reader now: to write, sealed, opened. POST keeps the words of a screen and goes on."""
    if request.method == "POST":
        return _take_words(request, piece)
    us, screen = us_for(request), screens.named(piece, request.GET.get("question"))
    state = reading.state_of(us, piece) if piece.opens else State.BLANK
    if state in ELSEWHERE and not (state is State.SEALED and screen and piece.takes_words(us)):
        return onward(piece, state)
    if screen is None and reading.written_of(us, piece).draft and piece.is_kept(us):
        return _answer_page(request, piece)
    return _page(request, piece, screen)


def answer(request: HttpRequest, piece: Piece) -> HttpResponse:
    """One's own sealed words, question by question: to read, and each to change."""
    state = reading.state_of(us_for(request), piece)
    return _answer_page(request, piece) if state is State.SEALED else onward(piece, state)


def _answer_page(request: HttpRequest, piece: Piece) -> HttpResponse:
    us = us_for(request)
    written = reading.written_of(us, piece)
    row = _shown(written)
    context = {
        "answers": piece.readable(us.person, row.words if row else {}),
        "takes_words": piece.takes_words(us),
        "draft": written.draft,
        "answer": written.answer,
        **_beneath(us.person, piece, written),
    }
    return page_of(request, piece, piece.answer_template, context)


def draft(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Keeps a draft while it is being written: the fields that `sent_field` names, and the others as they were; all of
    the form where it names none. 409 where another tab has kept something since."""
    sent = request.POST.getlist(SENT)
    form = _sent_form(request, piece, to_seal=False, sent=sent)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    words, revision = _words_in(request, piece, form), form.cleaned_data["revision"]
    try:
        if sent:
            _refuse_another_beneath(request, piece, words, revision)
        row = actions.keep(person_of(request), piece, words, revision=revision)
    except (Frozen, StaleDraft) as refused:
        return JsonResponse({"sentence": refused.title}, status=409)
    return JsonResponse({"revision": row.revision})


def _sent_form(
    request: HttpRequest, piece: Piece, *, to_seal: bool, sent: Collection[str] = (), screen: Screen | None = None
) -> WritingForm:
    """The form with what was sent of it: the fields that are named, or those of a screen, and of the others what is
    kept. All of it, where neither is said."""
    kept = _kept_words(request, piece) if sent or screen else {}
    form = piece.form(us_for(request), request.POST, kept, 0, to_seal=to_seal)
    if screen:
        form.show(screen.questions)
        sent = form.shown
    if sent:
        form.take_only(sent)
    return form


def _words_in(request: HttpRequest, piece: Piece, form: WritingForm) -> Words:
    return form.words_upon(_kept_words(request, piece))


def _kept_words(request: HttpRequest, piece: Piece) -> Words:
    row = _shown(reading.written_of(us_for(request), piece))
    return row.words if row else {}


def _refuse_another_beneath(request: HttpRequest, piece: Piece, words: Words, revision: int | None) -> None:
    """Raises StaleDraft where some of the fields were sent, and the others would be taken from another draft than the
    page showed: one that is gone, or kept since. Sent twice, it is the same draft."""
    kept = reading.written_of(us_for(request), piece).draft
    is_same = kept is not None and kept.words == words
    if not is_same and (revision or 0) != (kept.revision if kept else 0):
        raise StaleDraft


def _take_words(request: HttpRequest, piece: Piece) -> HttpResponse:
    us = us_for(request)
    note_way_out_read(us.person)
    screen, go = screens.named(piece, request.POST.get("question")), request.POST.get(GO, "")
    if "question" in request.POST and (screen is None or request.POST.get("asks", screen.asks) != screen.asks):
        return _changed(request, piece)
    form = _sent_form(request, piece, to_seal=not go, screen=screen)
    if not form.is_valid():
        return _page(request, piece, screen, form, status=422)
    words = _words_in(request, piece, form)
    try:
        address = _keep_and_go_on(request, piece, screen, words, form.cleaned_data["revision"])
    except Frozen as refused:
        context = {"answers": piece.readable(us.person, words)}
        return page_of(request, piece, "sealed/too_late.html", context, status=refused.status)
    except StaleDraft as refused:
        return _both_shown(request, piece, screen, form, refused)
    except BlankAnswer as refused:
        form.blame(refused.sentence)
        return _page(request, piece, screen, form, status=422)
    return redirect(address if piece.takes_words(us) else piece.address())


def _changed(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The piece asks something else by now than the page that was sent: nothing is kept of it, and nothing is lost."""
    ours = {"csrfmiddlewaretoken", "revision", "question", "asks", GO}
    typed = [value for name, value in request.POST.items() if name not in ours and not name.startswith("revision")]
    return page_of(request, piece, "sealed/changed.html", {"typed": [each for each in typed if each]}, status=409)


def _keep_and_go_on(
    request: HttpRequest, piece: Piece, screen: Screen | None, words: Words, revision: int | None
) -> str:
    """Keeps these words, and returns the address to go on to."""
    person, go = person_of(request), request.POST.get(GO, "")
    if screen and go == READY_MADE:
        words = _with_ready_made(piece, screen, words)
    if screen:
        _refuse_another_beneath(request, piece, words, revision)
    if screen is None or (screen.is_last and not go):
        return actions.finish(person, piece, words, revision=revision)
    if _shown(reading.written_of(us_for(request), piece)) or says_something(words):
        actions.keep(person, piece, words, revision=revision)
    if go == LATER:
        return reverse("couples:today")
    step = {BACK: -1, READY_MADE: 0}.get(go, 1)
    return screen_address(piece, min(max(screen.number + step, 1), screen.of))


def _with_ready_made(piece: Piece, screen: Screen, words: Words) -> Words:
    """These words, with the ready-made answer below what is there already."""
    question = screen.questions[0]
    entry, ready = words.get(question, {}), piece.ready_made(question)
    said = entry.get("value") or ""
    return words if not ready or ready in said else {**words, question: {**entry, "value": f"{said}\n{ready}".strip()}}


def _both_shown(
    request: HttpRequest, piece: Piece, screen: Screen | None, form: WritingForm, refused: StaleDraft
) -> HttpResponse:
    """Nothing is overwritten: what is in the form stays there, what the other tab kept stands beside it."""
    kept = reading.draft_of(person_of(request), piece)
    form.data = request.POST.copy()
    form.data["revision"] = str(kept.revision if kept else 0)
    clash = piece.readable(person_of(request), kept.words if kept else {})
    return _page(request, piece, screen, form, clash, status=refused.status)


def _page(
    request: HttpRequest,
    piece: Piece,
    screen: Screen | None,
    form: WritingForm | None = None,
    clash: Any = None,
    *,
    status: int = 200,
) -> HttpResponse:
    us = us_for(request)
    written = reading.written_of(us, piece)
    draft, row = written.draft, _shown(written)
    if form is None:
        form = piece.form(us, None, row.words if row else {}, draft.revision if draft else 0)
        screen = screen or screens.last_written(piece, row.words if row else {})
        form.show(screen.questions)
    form.morning = piece.morning
    context = {
        "form": form,
        "screen": screen,
        "ready_made": piece.ready_made(screen.questions[0]) if screen else "",
        "knows_way_out": knows_way_out(us.person),
        "clash": clash,
        "draft": draft,
        "answer": written.answer,
        **_beneath(us.person, piece, written),
    }
    return page_of(request, piece, piece.writing_template, context, status=status)


def _beneath(person: Person, piece: Piece, written: Written) -> dict[str, Any]:
    """What lies beneath the words of a page, and what was sealed with somebody before."""
    row = _shown(written)
    return {
        "before": [piece.readable(person, words) for words in (row.before if row else ())],
        "earlier": [piece.readable(person, earlier.words) for earlier in written.earlier],
    }


def _shown(written: Written) -> Draft | Answer | None:
    """Whose words stand in the form of the page: the draft's, else those of the answer that it would change."""
    return written.draft or written.answer
