"""A page to write on that keeps nothing: it is never sent, and gone with the page. It needs no account either."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.places import BOTH, Page
from people.requests import person_of
from recovery.plan import catalogue
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    text = catalogue.reading_html(activity, person_of(request).track)
    return render(request, "recovery/pad.html", {"activity": activity, "reading": text})


class Pad(Kind):
    name = "pad"
    takes = frozenset({"library"})
    pages = (Page("", "piece", page, BOTH),)
    library_template = "recovery/pad.html"


register(Pad())
