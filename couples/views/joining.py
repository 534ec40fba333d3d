"""The invitation, from both sides."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import clock
from couples import actions, just_now
from couples.forms import LinkForm
from couples.models import Invitation, InvitationLookAgain
from couples.qr import qr_of
from couples.refusals import AlreadyTwo, InvitationGone, OwnInvitation
from couples.requests import us_for
from couples.settings_forms import BringUpForm
from pages.look_again import LOOK_AGAIN_AFTER
from people.actions.ways_in import is_fresh
from people.at_hand import is_small
from people.models import Person
from people.requests import never_resent, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """GET: one's own link, live or ended. POST: a new link; an earlier one ends. With a day, that is set too."""
    person, us = person_of(request), us_for(request)
    if us.is_two:
        raise AlreadyTwo
    form = _day_form(request, person)
    if request.method == "POST" and "day" not in request.POST:
        actions.invite(person)
        return redirect("couples:invitation")
    if request.method == "POST" and form.is_valid():
        actions.invite_and_look_again(person, form.cleaned_data["day"])
        return redirect("couples:invitation")
    latest = Invitation.objects.visible_to(person).filter(couple=us.couple).order_by("-expires_at").first()
    live = latest if latest is not None and latest.is_live() else None
    # Never from the host of the request: that is said by whoever asks, and the link goes to somebody else.
    link = settings.TWOFOLD_SITE_ROOT + reverse("couples:join", args=[live.body["token"]]) if live else ""
    context = {
        "us": us,
        "form": form,
        "again": _day_of(person),
        "live": live,
        "live_until": _in_own_zone(live.expires_at, person) if live else None,
        "link": link,
        "qr": qr_of(link) if live else None,
        "ended": latest is not None and live is None,
        "tab": "more",
    }
    return render(request, "couples/invitation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request: HttpRequest) -> HttpResponse:
    """The private day on which to bring it up again: another one, or none."""
    person = person_of(request)
    if us_for(request).is_two:
        raise AlreadyTwo
    form = _day_form(request, person)
    if request.method == "POST" and ("no_day" in request.POST or form.is_valid()):
        actions.bring_up_again(person, None if "no_day" in request.POST else form.cleaned_data["day"])
        return redirect("couples:invitation")
    context = {"form": form, "back_url": reverse("couples:invitation"), "back_label": gettext("Back")}
    return render(request, "couples/invitation_look_again.html", context, status=422 if form.errors else 200)


@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """Ends one's own link."""
    actions.end_invitation(person_of(request))
    return redirect("couples:invitation")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest) -> HttpResponse:
    """For whoever has a link and stands at the front page: POST `link` leads to its invitation. Nothing is kept."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("couples:join", form.cleaned_data["link"])
    return render(request, "couples/open_link.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_safe
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the one asked sees before signing up: who asks, what will be shared, what never is, who runs the server."""
    try:
        found = actions.find_invitation(token)
    except InvitationGone:
        return _as_before(request, token)
    if found.invited_by_id == request.user.pk and not is_small():
        raise OwnInvitation
    context = {"inviter": found.invited_by.name, "token": token}
    return render(request, "couples/join.html", context)


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """The explicit yes: four questions to read alone, what is shared and what never is, then Join."""
    person = person_of(request)
    try:
        found = actions.find_invitation(token)
        if request.method == "POST":
            actions.accept(person, token)
            just_now.note(request, just_now.JOINED)
            return redirect("couples:today")
    except InvitationGone:
        return _as_before(request, token)
    if found.invited_by_id == person.pk:
        raise OwnInvitation
    if us_for(request).is_two:
        raise AlreadyTwo
    has_link = Invitation.objects.visible_to(person).filter(ended_at=None).exists()
    context = {"inviter": found.invited_by.name, "token": token, "has_link": has_link, "is_new": is_fresh(person)}
    return render(request, "couples/joining.html", context)


def _as_before(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is gone: who is in the couple it led into is sent on, as by the first press. Nobody else is."""
    if request.user.is_authenticated and actions.is_in_by(person_of(request), token):
        return redirect("couples:today")
    raise InvitationGone


def _day_form(request: HttpRequest, person: Person) -> BringUpForm:
    today, kept = clock.today(person.tz), _day_of(person)
    day = kept if kept and kept > today else today + LOOK_AGAIN_AFTER
    return BringUpForm(request.POST if request.method == "POST" else None, today=today, initial={"day": day})


def _day_of(person: Person) -> date | None:
    return InvitationLookAgain.objects.visible_to(person).values_list("day", flat=True).first()


def _in_own_zone(moment: datetime, person: Person) -> datetime:
    """As that person's clock shows it. Without its zone: the filters of a page would turn it into the server's."""
    return moment.astimezone(person.tz).replace(tzinfo=None)
