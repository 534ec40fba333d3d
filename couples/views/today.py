"""Today: one leaf."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

import clock
from couples import actions, parts
from couples.models import NotToday, Partner
from couples.requests import person_of, us_for
from couples.today import greeting, today_of


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    person, us = person_of(request), us_for(request)
    local = clock.now().astimezone(person.tz)
    day = local.date()
    folded = NotToday.objects.visible_to(person).filter(day=day).values_list("leaf", flat=True)
    page = today_of([part.summary(us, day) for part in parts.all_parts()], set(folded), day)
    closed = us.couple is None and Partner.objects.visible_to(person).filter(slot=2).exists()
    context = {"tab": "today", "us": us, "page": page, "day": day, "greeting": greeting(local), "closed": closed}
    return render(request, "couples/today.html", context)


@require_POST
def folds(request: HttpRequest) -> HttpResponse:
    """Not today: folds a leaf to one line until tomorrow."""
    actions.fold_leaf(person_of(request), request.POST.get("leaf", "")[:80].replace("\x00", ""))
    return redirect("couples:today")
