"""The paper key, where the password is enough, and undoing what was changed about signing in."""

import uuid
from typing import Any

from allauth.account.views import EmailView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import changing, paper_keys
from people.models import Change
from people.requests import never_resent, person_of, recently_authenticated
from people.sessions import given_lately

from .asked import asked_in


class Address(EmailView):  # type: ignore[misc]
    """allauth's page of the address. Which one is signed in with is changed by a code, and by nothing else."""

    def _action_primary(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        return None


@never_resent
@recently_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def paper_key(request: HttpRequest) -> HttpResponse:
    """What it is for; a press makes one, and shows it this once."""
    person = person_of(request)
    context = {"has_key": paper_keys.has_key(person), "key": ""}
    if request.method == "POST":
        context["key"] = paper_keys.make_key(person, asked_in(request))
    return render(request, "people/paper_key.html", context)


@never_resent
@recently_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def anywhere(request: HttpRequest) -> HttpResponse:
    """Whether the password is enough in any browser. POST `enough`: on or off."""
    person = person_of(request)
    if request.method == "POST":
        changing.choose_anywhere(person, asked_in(request), enough=request.POST.get("enough") == "on")
        messages.success(request, gettext("Saved."))
        return redirect("mfa_index")
    return render(request, "people/anywhere.html", {"is_on": person.password_is_enough})


@never_resent
@require_POST
def undoing(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Undoes a change, where the sign-in at hand may: its proofs say so, not who asks."""
    person, given = person_of(request), given_lately(request.session)
    get_object_or_404(Change.objects.visible_to(person), pk=change_id)
    if changing.undo(person, change_id, given, request.session.session_key):
        update_session_auth_hash(request, person)
        messages.success(request, gettext("Undone. You’re signed out everywhere else."))
    else:
        messages.error(
            request, gettext("To undo this, sign out, sign in again with what you had before, and press Undo.")
        )
    return redirect("mfa_index")
