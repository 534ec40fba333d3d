"""The room itself: the rhythm, the next day, the one that is open, those before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

import clock
import reminders.actions
from checkins import actions, reading
from checkins.forms import RhythmForm
from checkins.occurrences import MONTHLY, coming, likely_start
from checkins.pieces import BACK
from checkins.refusals import RhythmForTwo
from couples.requests import us_for
from people.requests import person_of
from reminders.models import Subscription


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """GET: where the two are in their rhythm. POST: begin the one of today, where it has no row yet."""
    person, us = person_of(request), us_for(request)
    today = clock.today(person.tz)
    if request.method == "POST":
        if us.couple is not None:
            actions.roll(us.couple)
        current = reading.standing_of(us, today).current
        return redirect("checkins:piece", current.pk) if current else redirect("checkins:room")
    calendar, written = reading.calendar_of(us), reading.written_by(us)
    found = reading.standing_of(us, today)
    rhythm, current = calendar.rhythm, None if found.unmade else found.current
    own = written.row(current) if current else None
    context = {
        "tab": "checkins",
        "us": us,
        "standing": found,
        "stage": written.stage(us, current) if current else None,
        "is_begun": own is not None and bool(own.words),
        "past": reading.past_of(us, written, current),
        "days": coming(rhythm.anchor, rhythm.months, found.next_day)[:11] if rhythm and found.next_day else (),
        "from_closed_spaces": reading.from_closed_spaces(us, written),
    }
    return render(request, "checkins/room.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest) -> HttpResponse:
    """Every month or every three, counted from a day; both see it. And all mail, on or off, for oneself alone."""
    person, us = person_of(request), us_for(request)
    if not us.is_two:
        raise RhythmForTwo
    today, found = clock.today(person.tz), reading.calendar_of(us).rhythm
    initial = {
        "months": found.months if found else MONTHLY,
        "anchor": found.anchor if found else likely_start(today),
        "mail": Subscription.objects.visible_to(person).exists(),
    }
    form = RhythmForm(
        request.POST if request.method == "POST" else None, today=today, initial=initial, partner_name=us.other_name
    )
    if request.method == "POST" and form.is_valid():
        actions.set_rhythm(person, form.cleaned_data["months"], form.cleaned_data["anchor"])
        set_mail = reminders.actions.subscribe if form.cleaned_data["mail"] else reminders.actions.unsubscribe
        set_mail(person)
        messages.success(request, gettext("Saved."))
        return redirect("checkins:room")
    context = {"form": form, "us": us, "rhythm": found, "back_url": BACK[0], "back_label": BACK[1]}
    return render(request, "checkins/rhythm.html", context, status=422 if form.errors else 200)
