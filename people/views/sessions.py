"""Where one is signed in, and ending it there."""

import uuid

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from people import actions
from people.accounts.asked import asked_in
from people.models import Browser, Session
from people.requests import never_resent, person_of, recently_authenticated
from people.sessions import row_name


@require_safe
@recently_authenticated
def sessions(request: HttpRequest) -> HttpResponse:
    """One's own, this one first, by kind of device and day."""
    found = list(Session.objects.visible_to(person_of(request)))
    here = row_name(request.session.session_key)
    context = {
        "here": [session for session in found if session.pk == here],
        "others": [session for session in found if session.pk != here],
        "browsers": list(Browser.objects.visible_to(person_of(request))),
    }
    return render(request, "people/sessions.html", context)


@require_POST
@recently_authenticated
def sessions_ending(request: HttpRequest) -> HttpResponse:
    """Ends all but this one."""
    actions.end_other_sessions(person_of(request), request.session.session_key)
    messages.success(request, gettext("You’re signed in only here now."))
    return redirect("people:sessions")


@require_POST
def session_ending(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ends one of one's own; the one that asks is signed out as by the button under More, and needs no proof for it."""
    session = get_object_or_404(Session.objects.visible_to(person_of(request)), public_id=public_id)
    if session.pk == row_name(request.session.session_key):
        actions.drop_export(person_of(request))
        logout(request)
        return redirect("couples:front")
    return _other_ending(request, public_id)


@recently_authenticated
def _other_ending(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    actions.end_session(person_of(request), public_id)
    messages.success(request, gettext("You’re signed out there."))
    return redirect("people:sessions")


@require_POST
def browser_ending(request: HttpRequest, browser_id: uuid.UUID) -> HttpResponse:
    """In that browser the password is no longer enough."""
    get_object_or_404(Browser.objects.visible_to(person_of(request)), pk=browser_id)
    return _browser_ending(request, browser_id)


@recently_authenticated
def _browser_ending(request: HttpRequest, browser_id: uuid.UUID) -> HttpResponse:
    actions.end_browser(person_of(request), browser_id)
    messages.success(request, gettext("That browser asks for two things from now on."))
    return redirect("people:sessions")


@never_resent
@require_POST
@recently_authenticated
def reset_ending(request: HttpRequest) -> HttpResponse:
    """Of the password set by email and the one before, the one that stays: `keep`, old or new."""
    person = person_of(request)
    if request.POST.get("keep") == "new":
        actions.adopt_reset(person, asked_in(request))
        update_session_auth_hash(request, person)
    elif request.POST.get("keep") == "old":
        actions.drop_reset(person)
    return redirect("couples:today")
