"""The agreement's own page, and writing its lines."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import clock
from agreement import actions, wording
from agreement.actions.half_typed import of_line
from agreement.beside import Panel, all_beside
from agreement.draft_page import draft_lines
from agreement.forms import (
    ClauseForm,
    EditClauseForm,
    NewClauseForm,
    NewOwnLineForm,
    ReviewDayForm,
    SeenForm,
    initial_of,
)
from agreement.models import Clause, Reviewed, Version, review_day_of
from agreement.pieces import changed_line, new_line, new_own_line
from agreement.reading import (
    Texts,
    clauses_of,
    lines_of_texts,
    own_lines_of,
    own_signature,
    set_aside_of,
    texts_of,
)
from agreement.refusals import LineGone, NotTwoYet, TooManyLines, WordsChanged
from agreement.version_page import version_page_of
from couples.requests import us_for
from couples.us import Us
from people.requests import never_resent, person_of
from sealed.half_typed import SEEN, half_typed_by, typed_on

from .back import back_context, back_from
from .half_typed import ENOUGH_LINES, begun, clause_or_404, typed_in
from .own_lines import own_lines_page


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """The working copy, or the text in force, or how to begin; alone, the lines of one's own."""
    if not us_for(request).is_two:
        return own_lines_page(request, NewOwnLineForm(initial=begun(request, new_own_line()), us=us_for(request)))
    return _agreement_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def clauses(request: HttpRequest) -> HttpResponse:
    """A sheet for a line of both. POST adds it."""
    us = us_for(request)
    if request.method != "POST":
        if not us.is_two:
            return own_lines_page(request, NewOwnLineForm(initial=begun(request, new_own_line()), us=us))
        return _new_line_page(request, NewClauseForm(initial=begun(request, new_line()), us=us))
    form = NewClauseForm(request.POST, us=us)
    if form.is_valid():
        try:
            added = actions.add_clause(us.person, form.words(), form.cleaned_data["clause"], typed=typed_in(form))
        except TooManyLines as refused:
            form.add_error("text", refused.said)
        except NotTwoYet as refused:
            # The other left while this was being written: the words stay on the page, as one's own.
            return own_lines_page(request, NewOwnLineForm(initial=form.cleaned_data, us=us), refused=refused)
        else:
            return redirect(_at(added.pk))
    if not us.is_two:
        return own_lines_page(request, NewOwnLineForm(request.POST, us=us))
    return _new_line_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, clause_id: UUID) -> HttpResponse:
    """One line to change. Where it changed under the editor's hands, both texts, and nothing is lost."""
    if request.method != "POST":
        return _clause_page_as_begun(request, clause_or_404(request, clause_id))
    if request.POST.get("action") == "cancel":
        actions.cancel_half_typed(person_of(request), of_line(clause_id), typed_on(request))
        return redirect(back_from(request, _at(clause_id)))
    form = EditClauseForm(request.POST, us=us_for(request))
    if not form.is_valid():
        return _clause_page(request, clause_or_404(request, clause_id), form)
    return _change(request, clause_id, form)


def _change(request: HttpRequest, clause_id: UUID, form: EditClauseForm) -> HttpResponse:
    given = form.cleaned_data
    more = {"seen": given["seen"], "typed": typed_in(form), "reviewed": given["reviewed"]}
    try:
        changed = actions.edit_clause(person_of(request), clause_id, form.words(), **more)
    except WordsChanged as refused:
        form.data = {**request.POST.dict(), "seen": str(refused.clause.revision)}
        return _clause_page(request, refused.clause, form, refused=refused)
    except LineGone as refused:
        return _gone_page(request, form, refused)
    is_review = given["reviewed"] and changed.earlier
    at_review = f"{reverse('agreement:review')}#line-{changed.earlier}"
    return redirect(at_review if is_review else back_from(request, _at(clause_id)))


@never_resent
@require_POST
def removal(request: HttpRequest, clause_id: UUID) -> HttpResponse:
    """Takes a line out: of a draft only, and only as it stood on the page. By `undo` it comes back."""
    if request.POST.get("action") == "undo":
        actions.bring_line_back(person_of(request), clause_id)
        return redirect(_at(clause_id))
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        actions.remove_clause(person_of(request), clause_id, seen=seen)
    except WordsChanged as refused:
        shown = EditClauseForm.showing(refused.clause, us_for(request))
        return _clause_page(request, refused.clause, shown, refused=refused, removing=True)
    return redirect(_at(clause_id))


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Begins a new draft from the text in force."""
    actions.begin_draft(person_of(request))
    return redirect("agreement:agreement")


@require_POST
def review_day(request: HttpRequest) -> HttpResponse:
    """Sets the day on which both look at the text again."""
    person = person_of(request)
    form = ReviewDayForm(request.POST, today=clock.today(person.tz), partner_name=us_for(request).other_name)
    if not form.is_valid():
        return _agreement_page(request, review_form=form)
    actions.choose_review_day(person, form.cleaned_data["review_on"])
    return redirect("agreement:agreement")


def _agreement_page(request: HttpRequest, review_form: ReviewDayForm | None = None) -> HttpResponse:
    us = us_for(request)
    texts, today = texts_of(us), clock.today(us.person.tz)
    context: dict[str, Any] = {
        "tab": "agreement",
        "us": us,
        "working": texts.working,
        "in_force": texts.in_force,
        "discarded": texts.discarded,
        "aside": set_aside_of(us),
        "mending": review_form,
        "has_draft": bool(texts.working or not texts.in_force or review_form),
    }
    if texts.in_force:
        context["text_in_force"] = version_page_of(us, texts.in_force, today, lines_of_texts(us)[texts.in_force.pk])
        panels = (beside.panel(texts.in_force, today) for beside in all_beside())
        context["panels"] = [panel for panel in panels if panel]
        context["own_day"] = texts.in_force.review_on and texts.in_force.review_on <= today
    if context["has_draft"]:
        context |= _draft_context(us, texts, today, review_form)
        context["draft_panels"] = _draft_panels(texts, today)
        context["has_begun_line"] = "is_half_typed" in half_typed_by(person_of(request), new_line())
    return render(request, "agreement/agreement.html", context, status=422 if review_form else 200)


def _draft_panels(texts: Texts, today: date) -> list[Panel]:
    """What other rooms have to say above the lines; nothing as long as there is none."""
    panels = (beside.draft_panel(texts.working, today) for beside in all_beside()) if texts.working else ()
    return [panel for panel in panels if panel]


def _draft_context(us: Us, texts: Texts, today: date, review_form: ReviewDayForm | None) -> dict[str, Any]:
    version = texts.working
    offered = version is not None and version.is_offered(today)
    lines = draft_lines(us, version, today)
    standing = [line.clause for line in lines if line.until is None]
    review_on = review_day_of(version or Version(previous=texts.in_force), standing, today)
    lapsed_on = version.draft_again_on if version and not offered else None
    return {
        "lines": lines,
        "standing": standing,
        "are_enough": len(standing) >= ENOUGH_LINES,
        "to_talk_about": sum(line.marks.wants_talk for line in lines),
        "own_lines": len(own_lines_of(us.person)),
        "is_offered": offered,
        "lapsed_on": lapsed_on,
        "signed": own_signature(us.person, version) if offered else None,
        "version_page": version_page_of(us, version, today, standing) if version and offered else None,
        "review_on": review_on,
        "review_form": review_form
        or ReviewDayForm(today=today, initial={"review_on": review_on}, partner_name=us.other_name),
    }


def _new_line_page(request: HttpRequest, form: NewClauseForm) -> HttpResponse:
    us = us_for(request)
    working = texts_of(us).working
    lines = clauses_of(us.person, working)
    context = {
        "form": form,
        "autosave": new_line().address(),
        "patterns": wording.numbered_patterns(),
        "lines": len(lines),
        "are_few": len(lines) < ENOUGH_LINES,
        "offered": working is not None and working.is_offered(clock.today(us.person.tz)),
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/new_line.html", context, status=422 if form.errors else 200)


def _clause_page_as_begun(request: HttpRequest, line: Clause) -> HttpResponse:
    """With what its reader was typing there. Where the line changed since, both are shown."""
    typed = half_typed_by(person_of(request), changed_line(line))
    is_stale = typed.get(SEEN, line.revision) != line.revision
    asked = request.GET.get("reviewed", "")
    reviewed = asked if asked in Reviewed.values else ""
    form = EditClauseForm.showing(line, us_for(request), {**typed, SEEN: line.revision}, reviewed)
    return _clause_page(request, line, form, refused=WordsChanged(line) if is_stale else None, status=200)


def _clause_page(
    request: HttpRequest,
    line: Clause,
    form: ClauseForm,
    *,
    refused: Any = None,
    removing: bool = False,
    status: int | None = None,
) -> HttpResponse:
    context = {
        "autosave": changed_line(line).address(),
        "clause": line,
        "form": form,
        "refused": refused,
        "removing": removing,
        "offered": line.version.is_offered(clock.today(person_of(request).tz)),
        **back_context(request),
        "edited_by": us_for(request).name_of(line.edited_by_id),
    }
    status = status or (409 if refused else 422 if form.errors else 200)
    return render(request, "agreement/clause.html", context, status=status)


def _gone_page(request: HttpRequest, form: ClauseForm, refused: LineGone) -> HttpResponse:
    us = us_for(request)
    again = NewClauseForm(initial=initial_of(us, form.words()), us=us)
    context = {
        "form": again,
        "refused": refused,
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/line_gone.html", context, status=refused.status)


def _at(clause_id: UUID) -> str:
    return f"{reverse('agreement:agreement')}#line-{clause_id}"
