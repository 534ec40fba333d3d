"""What is written in the agreement: the piece says what for, leads there, and is done once a text is in force, or
when somebody says so: no partner who does not sign holds up the other's plan."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agreement.reading import texts_of
from couples.us import Us
from pages.places import BOTH, POST, Page
from pages.visibility import SHARED
from people.requests import person_of
from recovery.plan import catalogue
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register
from recovery.reading import is_done as is_done_with

from .read import done


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    text = catalogue.reading_html(activity, person_of(request).track)
    is_done = is_done_with(person_of(request), activity)
    return render(request, "recovery/agreement.html", {"activity": activity, "reading": text, "is_done": is_done})


class Agreement(Kind):
    name = "agreement"
    visibility = SHARED
    takes = frozenset({"visibility"})
    pages = (Page("", "piece", page, BOTH), Page("done/", "done", done, POST))

    def is_finished(self, activity: Activity, us: Us, done: Collection[str]) -> bool:
        return activity.id in done or texts_of(us).in_force is not None


register(Agreement())
