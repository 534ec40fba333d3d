"""Leaving the shared space."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from couples import actions
from couples.forms import LeavingForm
from couples.refusals import NotACouple
from couples.requests import us_for
from people.requests import never_resent, person_of


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """Leaving: what it does, one's own password, and it is done. A second press finds it done."""
    person, us = person_of(request), us_for(request)
    form = LeavingForm(request.POST or None, request=request, initial={"saw": us.terms})
    if request.method == "POST" and us.couple is None:
        return redirect("couples:today")
    if request.method == "POST" and form.is_valid():
        with suppress(NotACouple):
            actions.leave(person, saw=form.cleaned_data["saw"])
        return redirect("couples:today")
    return render(request, "couples/leaving.html", {"form": form, "us": us}, status=422 if form.errors else 200)
