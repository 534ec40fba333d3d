"""Today: one leaf."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

import clock
import people.actions
from couples import actions, just_now, parts
from couples.leaves import Summary
from couples.models import NotToday, Partner
from couples.requests import us_for
from couples.today import ENOUGH, RESTING, greeting, today_of
from couples.us import Us
from people.at_hand import is_small, small_proof
from people.gates import name_of, open_in_small
from people.marks import has_changes, has_news, is_resting
from people.models import What
from people.requests import person_of
from people.sessions import enough_by


@open_in_small
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """One leaf, and what comes next. By one proof alone: what that may do, and how to show everything."""
    if is_small():
        return _small(request)
    person, us = person_of(request), us_for(request)
    local = clock.now().astimezone(person.tz)
    day = local.date()
    folded = NotToday.objects.visible_to(person).filter(day=day).values_list("leaf", flat=True)
    page = today_of(_summaries(us, day), set(folded), day)
    if is_resting(person):
        page = replace(page, leaf=RESTING, folded=(), stones=(), next_day=None)
    closed = us.couple is None and Partner.objects.visible_to(person).filter(slot=2).exists()
    told = people.actions.told(person) if has_news(person) else []
    changes = people.actions.open_changes(person) if has_changes(person) else []
    reset = next((change for change in changes if change.what == What.RESET), None)
    changes = [change for change in changes if change is not reset]
    context = {
        "tab": "today",
        "us": us,
        "page": page,
        "day": day,
        "greeting": greeting(local, us.my_name),
        "closed": closed,
    }
    did = just_now.take(request)
    context |= {"told": told, "reset": reset, "changes": changes, "just_now": just_now.sentence(did)}
    just_joined = did == just_now.JOINED and us.is_two
    return render(request, "couples/joined.html" if just_joined else "couples/today.html", context)


@require_POST
def folds(request: HttpRequest) -> HttpResponse:
    """Not today: folds a leaf to one line until tomorrow. Only a leaf that Today has can be folded; or, by `ENOUGH`,
    whatever would come next."""
    person, us = person_of(request), us_for(request)
    leaves = [ENOUGH, *(leaf for summary in _summaries(us, clock.today(person.tz)) for leaf in summary.leaves)]
    if request.POST.get("leaf") in {leaf.key for leaf in leaves}:
        actions.fold_leaf(person, request.POST["leaf"])
    return redirect("couples:today")


def _small(request: HttpRequest) -> HttpResponse:
    context = {"by": name_of(small_proof()), "enough_by": enough_by(request.session)}
    return render(request, "couples/small.html", context)


def _summaries(us: Us, day: date) -> list[Summary]:
    return [part.summary(us, day) for part in parts.all_parts()]
