"""The lines that somebody writes on their own, and the second step: sharing one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

import clock
from agreement import actions, wording
from agreement.actions.half_typed import of_line
from agreement.forms import ClauseForm, EditOwnLineForm, NewOwnLineForm, SeenForm
from agreement.models import OwnLine, undo_until
from agreement.pieces import changed_line, new_line, new_own_line
from agreement.reading import clauses_of, own_lines_with_deleted, texts_of
from agreement.refusals import LineGone, NotTwoYet, OwnWordsChanged, TooManyLines
from couples.requests import us_for
from couples.us import Us
from pages.refusals import Refused
from people.requests import never_resent, person_of
from sealed.half_typed import SEEN, half_typed_by, typed_on

from .half_typed import ENOUGH_LINES, begun, own_line_or_404, typed_in


@dataclass(frozen=True)
class OwnLineOnPage:
    """One own line on the page, with the notes that its words call for."""

    line: OwnLine
    is_in_draft: bool = False
    is_vague: bool = False
    cares: bool = False
    until: date | None = None
    """Of a deleted line, the last day on which it can be brought back."""


@require_http_methods(["GET", "HEAD", "POST"])
def own_lines(request: HttpRequest) -> HttpResponse:
    """One's own lines. POST keeps another one, for oneself alone."""
    if request.method != "POST":
        initial = begun(request, new_own_line())
        return own_lines_page(request, NewOwnLineForm(initial=initial, us=us_for(request)))
    form = NewOwnLineForm(request.POST, us=us_for(request))
    if form.is_valid():
        try:
            line = actions.write_own_line(
                person_of(request), form.words(), form.cleaned_data["clause"], typed=typed_in(form)
            )
        except TooManyLines as refused:
            form.add_error("text", refused.said)
        else:
            return redirect(_at(line.pk))
    return own_lines_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def own_line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One own line to change. Where another tab changed it, both texts, and nothing is lost."""
    line = own_line_or_404(request, line_id)
    if request.method != "POST":
        return _line_page_as_begun(request, line)
    if request.POST.get("action") == "cancel":
        actions.cancel_half_typed(person_of(request), of_line(line_id), typed_on(request))
        return redirect(_at(line_id))
    form = EditOwnLineForm(request.POST, us=us_for(request))
    if not form.is_valid():
        return _line_page(request, line, form)
    try:
        actions.change_own_line(
            person_of(request), line_id, form.words(), seen=form.cleaned_data["seen"], typed=typed_in(form)
        )
    except OwnWordsChanged as refused:
        form.data = {**request.POST.dict(), "seen": str(refused.line.revision)}
        return _line_page(request, refused.line, form, refused)
    return redirect(_at(line_id))


@never_resent
@require_POST
def removal(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Takes an own line out. By `undo` it comes back."""
    person = person_of(request)
    if request.POST.get("action") == "undo":
        actions.bring_own_line_back(person, line_id)
    else:
        actions.delete_own_line(person, own_line_or_404(request, line_id).pk)
    return redirect(_at(line_id))


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """GET shows the words and who sees them at once. POST copies them, as they stood there, into the draft."""
    person, us = person_of(request), us_for(request)
    line = own_line_or_404(request, line_id)
    if not us.is_two:
        raise NotTwoYet
    refused = None
    if request.method == "POST":
        form = SeenForm(request.POST)
        try:
            shared = actions.share_own_line(person, line_id, seen=form.cleaned_data["seen"] if form.is_valid() else 0)
        except OwnWordsChanged as changed:
            line, refused = changed.line, changed
        except LineGone:
            return redirect("agreement:own-lines")
        else:
            return redirect(f"{reverse('agreement:agreement')}#line-{shared.pk}")
    working = texts_of(us).working
    context = {
        "line": line,
        "us": us,
        "refused": refused,
        "offered": working is not None and working.offered_on is not None,
        **_back(),
    }
    return render(request, "agreement/own_line_sharing.html", context, status=409 if refused else 200)


def own_lines_page(request: HttpRequest, form: ClauseForm, refused: Refused | None = None) -> HttpResponse:
    """The page of one's own lines, with `form` for another one; alone, it stands in for the agreement's own."""
    us = us_for(request)
    lines = _on_page(us, own_lines_with_deleted(us.person))
    standing = [each for each in lines if each.until is None]
    context: dict[str, Any] = {
        "tab": "agreement",
        "us": us,
        "lines": lines,
        "standing": standing,
        "new_line": form,
        "autosave": new_own_line().address(),
        "mending": form,
        "refused": refused,
        "for_both": None if us.is_two else half_typed_by(person_of(request), new_line()).get("text"),
        "patterns": wording.numbered_patterns(),
        "are_few": len(standing) < ENOUGH_LINES,
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "agreement/own_lines.html", context, status=status)


def _on_page(us: Us, lines: list[OwnLine]) -> list[OwnLineOnPage]:
    shared = {clause.pk for clause in clauses_of(us.person, texts_of(us).working)} if us.is_two else set()
    cared = False
    on_page = []
    for line in lines:
        if line.deleted_on:
            if until := undo_until(line.deleted_on, clock.today(us.person.tz)):
                on_page.append(OwnLineOnPage(line, until=until))
            continue
        cares = not cared and wording.can_control(line.line)  # one note of care a page
        cared = cared or cares
        on_page.append(OwnLineOnPage(line, line.copy_id in shared, wording.is_vague(line.text), cares))
    return on_page


def _line_page_as_begun(request: HttpRequest, line: OwnLine) -> HttpResponse:
    """With what was being typed there. Where another tab changed the line since, both are shown."""
    typed = half_typed_by(person_of(request), changed_line(line))
    is_stale = typed.get(SEEN, line.revision) != line.revision
    form = EditOwnLineForm.showing(line, us_for(request), {**typed, SEEN: line.revision})
    return _line_page(request, line, form, OwnWordsChanged(line) if is_stale else None, status=200)


def _line_page(
    request: HttpRequest,
    line: OwnLine,
    form: ClauseForm,
    refused: OwnWordsChanged | None = None,
    *,
    status: int | None = None,
) -> HttpResponse:
    status = status or (409 if refused else 422 if form.errors else 200)
    autosave = changed_line(line).address()
    context = {"line": line, "form": form, "refused": refused, "autosave": autosave, **_back()}
    return render(request, "agreement/own_line.html", context, status=status)


def _back() -> dict[str, str]:
    return {"back_url": reverse("agreement:own-lines"), "back_label": gettext("Your lines")}


def _at(line_id: UUID) -> str:
    return f"{reverse('agreement:own-lines')}#line-{line_id}"
