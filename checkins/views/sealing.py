"""A check-in that takes no words from its reader now: to come, sealed, closed; and what one may do with it then."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

import clock
from checkins import actions, reading
from checkins.models import CheckIn, LookAgain
from checkins.pieces import piece_of
from checkins.reading import Stage
from couples.requests import us_for
from pages.look_again import LOOK_AGAIN_AFTER, LookAgainForm
from people.requests import never_resent, person_of
from sealed import actions as sealed
from sealed.closed import before_of, is_closed

from .found import BACK, check_in_or_404, has_mail, own_rows


def page_of(request: HttpRequest, found: CheckIn, stage: Stage, form: LookAgainForm | None = None) -> HttpResponse:
    """The page of a check-in at a stage at which nothing is written."""
    if stage is Stage.SEALED:
        return _sealed_page(request, found, form)
    us, today = us_for(request), clock.today(person_of(request).tz)
    context: dict[str, Any] = {**BACK, "check_in": found, "us": us, "next_day": reading.standing_of(us, today).next_day}
    if stage is Stage.COMING:
        return render(request, "checkins/coming.html", context)
    row = reading.own_row(us.person, found)
    context["answers"] = [each for each in own_rows(us.person, sealed.words_of(row)) if each["value"]]
    context["is_closed"] = is_closed(row)
    context["before"] = [own_rows(us.person, words) for words in before_of(row)]
    return render(request, "checkins/closed.html", context)


def _sealed_page(request: HttpRequest, found: CheckIn, form: LookAgainForm | None) -> HttpResponse:
    """Saved, and sealed: the same whatever the other has done, until it opens."""
    person, us = person_of(request), us_for(request)
    today, end = clock.today(person.tz), reading.end_day(us, found)
    day = LookAgain.objects.visible_to(person).filter(check_in=found).values_list("day", flat=True).first()
    has_come = day is not None and day <= today
    if form is None:
        initial = {"day": today + LOOK_AGAIN_AFTER if day is None or has_come else day}
        form = LookAgainForm(today=today, initial=initial)
    context = {
        **BACK,
        "check_in": found,
        "us": us,
        "form": form,
        "day": day,
        "has_come": has_come,
        "end": end,
        "is_open": end is None or today < end,
        "has_mail": has_mail(person),
    }
    return render(request, "checkins/sealed.html", context, status=422 if form.errors else 200)


@never_resent
@require_POST
def answer_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a sealed answer back: it is a draft again, and only yours."""
    found = check_in_or_404(request, pk)
    actions.take_back(person_of(request), found)
    return redirect("checkins:check-in", found.pk)


@require_POST
def look_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Moves the private day on which a sealed one comes up again, or takes it away."""
    found = check_in_or_404(request, pk)
    person, piece = person_of(request), piece_of(found)
    if reading.stage_of(us_for(request), found) is not Stage.SEALED:
        return redirect("checkins:check-in", found.pk)
    if "no_day" in request.POST:
        sealed.look_again(person, piece, None)
        return redirect("checkins:check-in", found.pk)
    form = LookAgainForm(request.POST, today=clock.today(person.tz))
    if not form.is_valid():
        return page_of(request, found, Stage.SEALED, form)
    sealed.look_again(person, piece, form.cleaned_data["day"])
    return redirect("checkins:check-in", found.pk)


@never_resent
@require_POST
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Closes it for both. The page that asks has said what will show."""
    found = check_in_or_404(request, pk)
    actions.close(person_of(request), found)
    return redirect("checkins:check-in", found.pk)
