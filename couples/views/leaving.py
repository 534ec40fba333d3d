"""Leaving the shared space."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from couples import actions
from couples.forms import LeavingForm
from couples.refusals import NotACouple
from couples.requests import us_for
from couples.us import Us
from people.accounts.mailed_code import mail_code, mailed_to
from people.accounts.records import address_in
from people.at_hand import is_small
from people.gates import open_in_small
from people.requests import never_resent, person_of

LEFT = "left"


@open_in_small
@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """Leaving: what it does, any one proof, and it is done. A second press finds it done. By one proof alone the page
    does not tell whether there is anything to leave. `code`: mails one, to be typed into the form."""
    person, us = person_of(request), us_for(request)
    if request.POST.get("action") == "code":
        mail_code(request, person, address_in(request, person))
        return redirect("couples:leaving")
    form = LeavingForm(request.POST or None, request=request, initial={"saw": us.terms})
    if request.method == "POST" and us.couple is None and not is_small():
        return _as_before(request)
    if request.method == "POST" and form.is_valid():
        return _leave_by_one_proof(request, us) if is_small() else _leave(request, us, form.cleaned_data["saw"])
    context = {"form": form, "us": us, "is_small": is_small(), "mailed_to": mailed_to(request, person)}
    return render(request, "couples/leaving.html", context, status=422 if form.errors else 200)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """For who has just left: what has happened, what stays, and one small next thing. In that session, and no longer
    once they share a space again; anybody else goes on to Today."""
    if us_for(request).couple is not None or LEFT not in request.session:
        request.session.pop(LEFT, None)
        return redirect("couples:today")
    return render(request, "couples/left.html")


def _leave(request: HttpRequest, us: Us, saw: str) -> HttpResponse:
    try:
        actions.leave(us.person, saw=saw)
    except NotACouple:
        return _as_before(request)
    if not us.is_two:
        messages.success(request, gettext("Your shared space is closed, and your link no longer works."))
        return redirect("couples:today")
    request.session[LEFT] = True
    return redirect("couples:left")


def _leave_by_one_proof(request: HttpRequest, us: Us) -> HttpResponse:
    with suppress(NotACouple):
        actions.leave(us.person, saw=us.terms)
    messages.success(request, gettext("If you shared a space here, you’ve left it."))
    return redirect("couples:today")


def _as_before(request: HttpRequest) -> HttpResponse:
    """Where the first press led."""
    return redirect("couples:left" if LEFT in request.session else "couples:today")
