"""Discarding the draft: asked once, and undone within a day by either."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

import clock
from agreement import actions
from agreement.forms import DraftForm
from agreement.models import undo_until
from agreement.reading import clauses_of, texts_of
from agreement.refusals import DraftGone
from couples.requests import us_for
from people.requests import never_resent, person_of


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def draft_removal(request: HttpRequest) -> HttpResponse:
    """GET says what will show; POST discards the draft of that page, or by `undo` brings one back."""
    if request.method == "POST":
        return _discard_or_bring_back(request)
    us = us_for(request)
    working, today = texts_of(us).working, clock.today(us.person.tz)
    if working is None:
        raise DraftGone
    context = {
        "us": us,
        "version": working,
        "in_force": texts_of(us).in_force,
        "lines": len(clauses_of(us.person, working)),
        "offered": working.is_offered(today),
        "today": today,
        "until": undo_until(today, today),
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/draft_removal.html", context)


def _discard_or_bring_back(request: HttpRequest) -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise DraftGone
    deed = actions.bring_draft_back if request.POST.get("action") == "undo" else actions.discard_draft
    deed(person_of(request), form.cleaned_data["version"])
    return redirect("agreement:agreement")
