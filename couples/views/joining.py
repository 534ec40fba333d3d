"""The invitation, from both sides."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from couples import actions
from couples.models import Invitation
from couples.refusals import AlreadyTwo, OwnInvitation
from couples.requests import person_of, us_for


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """GET: one's own link, live or ended. POST: a new link; an earlier one ends."""
    person, us = person_of(request), us_for(request)
    if request.method == "POST":
        actions.invite(person)
        return redirect("couples:invitation")
    if us.is_two:
        raise AlreadyTwo
    latest = Invitation.objects.visible_to(person).filter(couple=us.couple).order_by("-expires_at").first()
    live = latest if latest is not None and latest.is_live() else None
    link = request.build_absolute_uri(reverse("couples:join", args=[live.body["token"]])) if live else ""
    context = {"us": us, "live": live, "link": link, "ended": latest is not None and live is None, "tab": "more"}
    return render(request, "couples/invitation.html", context)


@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """Ends one's own link."""
    actions.end_invitation(person_of(request))
    return redirect("couples:invitation")


@login_not_required
@require_safe
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the one asked sees before signing up: who asks, what will be shared, what never is, who runs the server."""
    found = actions.find_invitation(token)
    context = {"inviter": found.invited_by.name, "token": token}
    return render(request, "couples/join.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """The explicit yes: four questions to read alone, what is shared and what never is, then Join."""
    person = person_of(request)
    found = actions.find_invitation(token)
    if request.method == "POST":
        actions.accept(person, token)
        return redirect("couples:today")
    if found.invited_by_id == person.pk:
        raise OwnInvitation
    if us_for(request).is_two:
        raise AlreadyTwo
    return render(request, "couples/joining.html", {"inviter": found.invited_by.name, "token": token})
