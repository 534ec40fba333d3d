"""The second proof: asked for while signing in, or later, in a small sign-in that is to become a full one."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

import clock
from people.actions import ways_in
from people.at_hand import is_small
from people.gates import open_in_small
from people.limits.rules import SHOW
from people.models import Person
from people.proofs import WAIT
from people.remembered import remember
from people.requests import never_resent, person_of

from . import records, signing_in
from .mailed_code import mail_code, mailed_to
from .second_forms import SecondProofForm
from .stages import ALONE, SecondProofStage

MAIL, GO_ON = "mail", "alone"


@login_stage_required(stage=SecondProofStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def second_proof(request: HttpRequest) -> HttpResponse:
    """After the first proof. POST `show` takes the second; `mail` sends a code; `alone` goes on with what was shown."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person: Person = stage.login.user
    action = request.POST.get("action", SHOW) if request.method == "POST" else ""
    may_go_alone = records.used_password(request, person) != ways_in.OLD
    if action == GO_ON and may_go_alone:
        stage.state[ALONE] = True
        return _exit(stage)
    if action == MAIL:
        mail_code(request, person, records.address_in(request, person))
        return redirect("second_proof")
    form = SecondProofForm(request.POST if action == SHOW else None, request=request, person=person)
    if action == SHOW and form.is_valid():
        if signing_in.is_enough(request, person):
            response = _exit(stage)
            if form.cleaned_data["remember"]:
                remember(request, response, person)
            return response
        form.add_error(None, form.still_one)
    enough_by = clock.today(person.tz) + WAIT
    context = {"may_go_alone": may_go_alone, "here": reverse("second_proof"), "enough_by": enough_by}
    return _page(request, person, form, context)


@open_in_small
@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def becoming_full(request: HttpRequest) -> HttpResponse:
    """In a small sign-in, the same; a full one has nothing to add."""
    person = person_of(request)
    if not is_small():
        return redirect("couples:today")
    if request.method == "POST" and request.POST.get("action") == MAIL:
        mail_code(request, person, records.address_in(request, person))
        return redirect("becoming_full")
    form = SecondProofForm(request.POST if request.method == "POST" else None, request=request, person=person)
    if request.method == "POST" and form.is_valid():
        if signing_in.become_full(request, person):
            response = redirect("couples:today")
            if form.cleaned_data["remember"]:
                remember(request, response, person)
            return response
        form.add_error(None, form.still_one)
    return _page(request, person, form, {"here": reverse("becoming_full"), "is_in": True})


def _exit(stage: Any) -> HttpResponse:
    response: HttpResponse = stage.exit()
    return response


def _page(request: HttpRequest, person: Person, form: SecondProofForm, context: dict[str, Any]) -> HttpResponse:
    known = {
        "form": form,
        "email": records.address_in(request, person),
        "is_mailed": bool(mailed_to(request, person)),
        "by_reset": records.used_password(request, person) == ways_in.RESET,
        "began_with": "mail" if form.asks_for_password else "password",
    }
    return render(request, "account/second_proof.html", {**known, **context}, status=422 if form.errors else 200)
