"""Staying, going on where one was, and going quiet."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

import clock
from people import actions
from people.gates import open_in_small
from people.idle import idle_seconds, is_input, seconds_left, stays_where_it_is
from people.marks import is_resting
from people.models import Interruption
from people.models.interruption import KEPT_FOR
from people.requests import person_of


@stays_where_it_is
@open_in_small
@require_POST
def staying(request: HttpRequest) -> HttpResponse:
    """How many seconds are left until this session ends by itself. Asked by a person, all of them; by a timer (see
    `people.idle.is_input`), what is left."""
    left = idle_seconds(request.session) if is_input(request) else seconds_left(request.session)
    return JsonResponse({"left": left})


@open_in_small
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest) -> HttpResponse:
    """After signing in again: on to the page one had before; or, where a form came too late, a page that offers to
    send it now. POST sends it on to where it was meant for."""
    found = _interruption(request)
    if found is None:
        return redirect("couples:today")
    if found.fields is None:
        return redirect(found.path)
    if request.method == "POST":
        actions.forget_where(person_of(request))
        # 307 lets the browser send the same form to the address that it was meant for.
        return HttpResponse(status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": found.path})
    return render(request, "people/where.html", {"fields": found.fields})


@require_POST
def where_ending(request: HttpRequest) -> HttpResponse:
    """Lets go of the form that came too late."""
    actions.forget_where(person_of(request))
    return redirect("couples:today")


@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request: HttpRequest) -> HttpResponse:
    """What going quiet does and does not do; POST does it."""
    person = person_of(request)
    if request.method == "POST":
        actions.go_quiet(person)
        messages.success(request, gettext("Reminders are paused."))
        return redirect("couples:today")
    return render(request, "people/quiet.html", {"resting": is_resting(person)})


@require_POST
def quiet_ending(request: HttpRequest) -> HttpResponse:
    """Comes back."""
    actions.come_back(person_of(request))
    return redirect("couples:today")


def _interruption(request: HttpRequest) -> Interruption | None:
    """One's own, of this week."""
    recent = Interruption.objects.visible_to(person_of(request)).filter(at__range=clock.recently(KEPT_FOR))
    found = recent.select_related("person").first()
    return None if found is None or found.is_withheld else found
