"""Leaving the shared space, and deleting one's account."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from couples import actions
from couples.farewell_forms import DeletingForm, LeavingForm
from couples.models import Deletion
from couples.refusals import NotACouple
from couples.requests import asked_anew, person_of, us_for


@asked_anew
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
    context = {"form": form, "us": us}
    return render(request, "couples/leaving.html", context, status=422 if form.errors else 200)


@asked_anew
@require_http_methods(["GET", "HEAD", "POST"])
def deleting(request: HttpRequest) -> HttpResponse:
    """Deleting: what it does, one's own password; then for a day the way back. A second press finds it asked for."""
    person = person_of(request)
    deletion = Deletion.objects.visible_to(person).first()
    if deletion is not None:
        if request.method == "POST":
            return redirect("couples:deleting")
        # Without its zone: a template would turn it into that of the server.
        due_at = deletion.due_at.astimezone(person.tz).replace(tzinfo=None)
        return render(request, "couples/going.html", {"due_at": due_at})
    form = DeletingForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        actions.ask_deletion(person, request.session.session_key)
        return redirect("couples:deleting")
    context = {"form": form, "us": us_for(request)}
    return render(request, "couples/deleting.html", context, status=422 if form.errors else 200)


@require_POST
def keeping(request: HttpRequest) -> HttpResponse:
    """Keep my account."""
    actions.keep_account(person_of(request))
    messages.success(request, "Your account stays. Mail is off; you can ask for it again under More.")
    return redirect("couples:today")
