"""To read: a page, worded for its reader's track, and a press when one is done with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pages.places import BOTH, POST, Page
from people.requests import person_of
from recovery import actions, reading
from recovery.plan import catalogue
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    person = person_of(request)
    context = {
        "activity": activity,
        "reading": catalogue.reading_html(activity, person.track),
        "is_done": reading.is_done(person, activity),
    }
    return render(request, "recovery/reading.html", context)


def done(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Done for now with a reading."""
    actions.finish(person_of(request), activity)
    return redirect("couples:today")


class Read(Kind):
    name = "read"
    takes = frozenset({"library", "finds"})
    pages = (Page("", "piece", page, BOTH), Page("done/", "done", done, POST))


register(Read())
