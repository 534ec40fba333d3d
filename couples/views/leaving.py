"""Leaving the shared space."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from couples import actions
from couples.forms import LeavingForm
from couples.refusals import NotACouple
from couples.requests import us_for
from people.accounts.mailed_code import mail_code, mailed_to
from people.accounts.records import address_in
from people.at_hand import is_small
from people.gates import open_in_small
from people.requests import never_resent, person_of


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
        return redirect("couples:today")
    if request.method == "POST" and form.is_valid():
        with suppress(NotACouple):
            actions.leave(person, saw=us.terms if is_small() else form.cleaned_data["saw"])
        return redirect("couples:today")
    context = {"form": form, "us": us, "is_small": is_small(), "mailed_to": mailed_to(request, person)}
    return render(request, "couples/leaving.html", context, status=422 if form.errors else 200)
