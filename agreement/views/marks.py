"""What each says of a line of the draft, and the order of the lines."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agreement import actions
from agreement.draft_page import changed_in
from agreement.forms import MarkForm, PlaceForm
from agreement.models import Clause
from agreement.pieces import mark_of
from agreement.reading import own_mark
from agreement.refusals import LineGone, WordsChanged
from agreement.version_page import terms_of
from couples.requests import us_for
from pages.refusal_pages import not_saved_page
from pages.refusals import Refused
from people.requests import never_resent, person_of
from sealed.half_typed import SEEN, half_typed_by

from .back import back_context, back_from
from .half_typed import clause_or_404, working_clauses


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, clause_id: UUID) -> HttpResponse:
    """A sheet to say *fits* or *let's talk* of a line. POST keeps that; it shows once both have. Where the line is gone
    by then, what was noted is there to be copied."""
    if request.method != "POST":
        line = clause_or_404(request, clause_id)
        return _mark_page(request, line, MarkForm(initial=_begun(request, line)))
    try:
        return _take_mark(request, clause_id, MarkForm(request.POST))
    except LineGone as refused:
        return not_saved_page(request, refused, request.POST.get("note", ""), **back_context(request))


def _take_mark(request: HttpRequest, clause_id: UUID, form: MarkForm) -> HttpResponse:
    line = working_clauses(request).filter(pk=clause_id).first()
    if line is None:
        raise LineGone
    if not form.is_valid():
        return _mark_page(request, line, form)
    given, mine = form.cleaned_data, own_mark(person_of(request), line)
    if "note" not in request.POST and mine and mine.note:
        # One press would write over it: what was noted before is there to be read and kept.
        return redirect("agreement:clause-mark", clause_id)
    try:
        more = {"seen": given["seen"], "typed": given["revision"]}
        actions.mark_line(person_of(request), clause_id, given["says"], given["note"], **more)
    except WordsChanged as refused:
        form.data = {**request.POST.dict(), "seen": str(refused.clause.revision)}
        return _mark_page(request, refused.clause, form, refused)
    return redirect(back_from(request, _at(clause_id)))


@never_resent
@require_POST
def place(request: HttpRequest, clause_id: UUID) -> HttpResponse:
    """Puts a line before another one, or at the end, where the page says so by an empty place."""
    form = PlaceForm(request.POST)
    if "before" not in request.POST or not form.is_valid():
        raise LineGone
    actions.move_line(person_of(request), clause_id, form.cleaned_data["before"])
    return redirect(_at(clause_id))


def _begun(request: HttpRequest, line: Clause) -> dict[str, Any]:
    """What was said of earlier words is there to be said of these, once more; and over it what was being typed."""
    mine, typed = own_mark(person_of(request), line), half_typed_by(person_of(request), mark_of(line))
    said = {"says": mine.says if mine.revision == line.revision else "", "note": mine.note} if mine else {}
    if typed.get(SEEN, line.revision) != line.revision:
        typed = {**typed, "says": ""}
    return {**said, **typed, SEEN: line.revision}


def _mark_page(request: HttpRequest, line: Clause, form: MarkForm, refused: Refused | None = None) -> HttpResponse:
    us = us_for(request)
    context = {
        "us": us,
        "clause": line,
        "terms": terms_of(us, line.line),
        "changed": changed_in(us, line),
        "form": form,
        "autosave": mark_of(line).address(),
        "refused": refused,
        **back_context(request, at=f"#line-{line.pk}"),
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "agreement/mark.html", context, status=status)


def _at(clause_id: UUID) -> str:
    return f"{reverse('agreement:agreement')}#line-{clause_id}"
