"""Writing a check-in alone, and sealing it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checkins import actions, reading
from checkins.forms import CheckInForm, initial_of
from checkins.models import CheckIn
from checkins.pieces import piece_of
from checkins.questions import unclear
from checkins.reading import Stage
from couples.requests import us_for
from people.models import Person
from people.requests import never_resent, person_of
from people.shown_once import explained_first
from sealed import actions as sealed
from sealed.closed import before_of, is_closed
from sealed.folding import says_something
from sealed.forms import revision_in
from sealed.refusals import Frozen, StaleDraft

from .found import BACK, check_in_or_404, own_rows
from .sealing import page_of

OPEN_STAGES = (Stage.WRITING, Stage.SEALED)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is for its reader now: the five things, sealed, opened, closed. POST keeps words and goes to seal."""
    found = check_in_or_404(request, pk)
    if request.method == "POST":
        return _kept(request, found)
    if first := explained_first(request):
        return first
    stage = reading.stage_of(us_for(request), found)
    if stage is Stage.OPENED:
        return redirect("checkins:opening", found.pk)
    if stage is Stage.WRITING:
        return _form_page(request, found, _form(request, found))
    return page_of(request, found, stage)


@require_safe
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own sealed words, to read or to change."""
    found = check_in_or_404(request, pk)
    if reading.stage_of(us_for(request), found) is not Stage.SEALED:
        return redirect("checkins:check-in", found.pk)
    return _form_page(request, found, _form(request, found))


@require_POST
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keeps a draft while it is being written. 409 where another tab has kept something since."""
    found = check_in_or_404(request, pk)
    form = _form(request, found, to_seal=False)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        row = actions.keep(person_of(request), found, form.words(), revision=form.cleaned_data["revision"])
    except (Frozen, StaleDraft) as refused:
        return JsonResponse({"sentence": refused.title}, status=409)
    return JsonResponse({"revision": row.revision})


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """GET shows the words, says when they open and that they then cannot be changed. POST seals them."""
    found = check_in_or_404(request, pk)
    person, us = person_of(request), us_for(request)
    if request.method == "POST":
        return _sealed(request, found, person)
    row = sealed.draft_of(person, piece_of(found))
    if row is None or is_closed(row) or reading.stage_of(us, found) not in OPEN_STAGES:
        return redirect("checkins:check-in", found.pk)
    words = sealed.words_of(row)
    context = {
        **BACK,
        "check_in": found,
        "us": us,
        "answers": own_rows(person, words),
        "is_blank": not says_something(words),
        "unclear": list(unclear(words).values()),
        "is_sealed": sealed.answer_of(person, piece_of(found)) is not None,
        "revision": row.revision,
    }
    return render(request, "checkins/seal.html", context)


def _sealed(request: HttpRequest, found: CheckIn, person: Person) -> HttpResponse:
    try:
        actions.seal(person, found, revision_in(request.POST))
    except StaleDraft:
        messages.info(request, "These words changed in another tab. Read them once more before you seal them.")
        return redirect("checkins:seal", found.pk)
    return redirect("checkins:check-in", found.pk)


def _kept(request: HttpRequest, found: CheckIn) -> HttpResponse:
    person = person_of(request)
    form = _form(request, found)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        actions.keep(person, found, form.words(), revision=form.cleaned_data["revision"])
    except StaleDraft:
        return _both_shown(request, found)
    except Frozen:
        answers, opening = own_rows(person, form.words()), reverse("checkins:opening", args=[found.pk])
        return render(request, "sealed/too_late.html", {"answers": answers, "opening_url": opening}, status=409)
    open_still = reading.stage_of(us_for(request), found) in OPEN_STAGES
    return redirect("checkins:seal" if open_still else "checkins:check-in", found.pk)


def _both_shown(request: HttpRequest, found: CheckIn) -> HttpResponse:
    """Nothing is overwritten: what was typed stays in the form, what the other tab kept stands beside it."""
    person = person_of(request)
    row = sealed.draft_of(person, piece_of(found))
    data = request.POST.copy()
    data["revision"] = str(row.revision if row else 0)
    clash = own_rows(person, sealed.words_of(row))
    return _form_page(request, found, _form(request, found, data=data), status=409, clash=clash)


def _form(request: HttpRequest, found: CheckIn, *, to_seal: bool = True, data: QueryDict | None = None) -> CheckInForm:
    person, us, piece = person_of(request), us_for(request), piece_of(found)
    row = sealed.draft_of(person, piece)
    return CheckInForm(
        data if data is not None else request.POST if request.method == "POST" else None,
        clauses=reading.lines_in_force(us),
        to_seal=to_seal,
        partner_name=us.other_name,
        initial=initial_of(sealed.words_of(row or sealed.answer_of(person, piece)), row.revision if row else 0),
    )


def _form_page(
    request: HttpRequest, found: CheckIn, form: CheckInForm, *, status: int = 200, clash: object = None
) -> HttpResponse:
    us = us_for(request)
    end = reading.end_day(us, found)
    row = reading.own_row(us.person, found)
    context = {
        **BACK,
        "has_words": row is not None,
        "is_closed": is_closed(row),
        "before": [own_rows(us.person, words) for words in before_of(row)],
        "check_in": found,
        "us": us,
        "form": form,
        "clash": clash,
        "end": end,
        "last_day": end - timedelta(days=1) if end else None,
        "is_sealed": sealed.answer_of(person_of(request), piece_of(found)) is not None,
    }
    return render(request, "checkins/form.html", context, status=status)
