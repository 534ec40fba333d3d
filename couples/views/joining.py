"""The invitation, from both sides."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from couples import actions
from couples.models import Invitation, Person
from couples.refusals import AlreadyTwo, InvitationGone, OwnInvitation
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
    context = {
        "us": us,
        "live": live,
        "live_until": _in_own_zone(live.expires_at, person) if live else None,
        # Never from the host of the request: that is said by whoever asks, and the link goes to somebody else.
        "link": settings.TWOFOLD_SITE_ROOT + reverse("couples:join", args=[live.body["token"]]) if live else "",
        "ended": latest is not None and live is None,
        "tab": "more",
    }
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
    try:
        found = actions.find_invitation(token)
    except InvitationGone:
        return _as_before(request, token)
    context = {"inviter": found.invited_by.name, "token": token}
    return render(request, "couples/join.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """The explicit yes: four questions to read alone, what is shared and what never is, then Join."""
    person = person_of(request)
    try:
        found = actions.find_invitation(token)
        if request.method == "POST":
            actions.accept(person, token)
            return redirect("couples:today")
    except InvitationGone:
        return _as_before(request, token)
    if found.invited_by_id == person.pk:
        raise OwnInvitation
    if us_for(request).is_two:
        raise AlreadyTwo
    return render(request, "couples/joining.html", {"inviter": found.invited_by.name, "token": token})


def _as_before(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is gone: who is in the couple it led into is sent on, as by the first press. Nobody else is."""
    if request.user.is_authenticated and actions.is_in_by(person_of(request), token):
        return redirect("couples:today")
    raise InvitationGone


def _in_own_zone(moment: datetime, person: Person) -> datetime:
    """As that person's clock shows it. Without its zone: the filters of a page would turn it into the server's."""
    return moment.astimezone(person.tz).replace(tzinfo=None)
