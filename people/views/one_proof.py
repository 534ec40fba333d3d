"""What somebody may do who signed in with one proof only: write new private words, go quiet, turn mail off."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

import reminders.actions
from people import actions
from people.at_hand import is_small, small_proof
from people.gates import name_of, open_in_small
from people.idle import kept_at_the_end
from people.models import Aside
from people.requests import person_of
from people.settings_forms import AsideForm


@open_in_small
@kept_at_the_end
@require_http_methods(["GET", "HEAD", "POST"])
def asides(request: HttpRequest) -> HttpResponse:
    """One's pages written with one proof: in a small sign-in those of that proof, else all. POST keeps one."""
    person = person_of(request)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.write_aside(person, form.cleaned_data["text"], form.cleaned_data["page"])
        messages.success(request, gettext("Saved."))
        return redirect("people:asides")
    context = {"form": form, "pages": list(_readable(request)), "is_small": is_small(), "by": name_of(small_proof())}
    return render(request, "people/asides.html", context, status=422 if form.errors else 200)


@open_in_small
@require_POST
def aside_removal(request: HttpRequest, aside_id: uuid.UUID) -> HttpResponse:
    """Throws a page away that can be read here."""
    _page_or_404(request, aside_id)
    actions.destroy_aside(person_of(request), aside_id)
    return redirect("people:asides")


@open_in_small
@require_POST
def going_quiet(request: HttpRequest) -> HttpResponse:
    """Goes quiet, without a word on whether it was so before."""
    actions.go_quiet(person_of(request))
    messages.success(request, gettext("Reminders are paused, and we don’t tell anyone."))
    return redirect("couples:today")


@open_in_small
@require_POST
def mail_ending(request: HttpRequest) -> HttpResponse:
    """Turns mail off, without a word on whether it was on."""
    reminders.actions.unsubscribe(person_of(request))
    messages.success(request, gettext("Email is off."))
    return redirect("couples:today")


def _readable(request: HttpRequest) -> QuerySet[Aside]:
    """In a small sign-in the pages of its proof; else all."""
    rows = Aside.objects.visible_to(person_of(request)).select_related("person__key")
    return rows.filter(proof=small_proof()) if is_small() else rows


def _page_or_404(request: HttpRequest, aside_id: uuid.UUID) -> Aside:
    return get_object_or_404(_readable(request), pk=aside_id)
