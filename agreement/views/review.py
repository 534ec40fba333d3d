"""Reading the text in force again, line by line: keep, loosen, let go, change."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

import clock
from agreement import actions
from agreement.forms import SeenForm
from agreement.models import Reviewed
from agreement.reading import texts_of
from agreement.refusals import LineGone, NothingInForce
from agreement.reviewing import GONE, OPEN, ReviewLine, chosen_first, review_lines
from couples.requests import us_for
from people.requests import never_resent, person_of

CHOSEN = "line"


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Every line in force with what becomes of it. POST begins the draft in which that is noted."""
    if request.method == "POST":
        actions.begin_draft(person_of(request))
        return redirect(request.get_full_path())
    lines = _lines(request)
    first, others = chosen_first(lines, _chosen(request))
    texts = texts_of(us_for(request))
    context: dict[str, Any] = {
        "first": first,
        "others": others,
        "left": sum(line.outcome == OPEN for line in lines),
        "has_draft": texts.working is not None,
        "offered": texts.working is not None and texts.working.is_offered(clock.today(person_of(request).tz)),
        "query": request.GET.urlencode(),
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/review.html", context)


@never_resent
@require_POST
def outcome(request: HttpRequest, clause_id: UUID) -> HttpResponse:
    """Keeps a line in force, lets it go, or brings it back. Changing its words is the page of its line in the draft."""
    line = next((line for line in _lines(request) if line.clause.pk == clause_id), None)
    if line is None:
        raise Http404
    if line.draft is None:
        raise LineGone
    person, asked, form = person_of(request), request.POST.get("action"), SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    if asked == Reviewed.KEPT:
        actions.keep_clause(person, line.draft.pk, seen=seen)
    elif asked == "let-go" and line.outcome != GONE:
        actions.remove_clause(person, line.draft.pk, seen=seen)
    elif asked == "undo":
        actions.bring_line_back(person, line.draft.pk)
    return redirect(f"{reverse('agreement:review')}{_query(request)}#line-{clause_id}")


def _lines(request: HttpRequest) -> list[ReviewLine]:
    us = us_for(request)
    texts = texts_of(us)
    if texts.in_force is None:
        raise NothingInForce
    return review_lines(us, texts.in_force, texts.working, clock.today(us.person.tz))


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _chosen(request: HttpRequest) -> set[UUID]:
    """The lines that somebody came to talk about; what is no id is none."""
    found = set()
    for asked in request.GET.getlist(CHOSEN):
        try:
            found.add(UUID(asked))
        except ValueError:
            continue
    return found
