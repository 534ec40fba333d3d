"""What is written in the agreement: the piece only leads there, and is done once a text is in force."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from agreement.reading import texts_of
from couples.us import Us
from pages.places import BOTH, Page
from pages.visibility import SHARED
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register


def page(_request: HttpRequest, _activity: Activity) -> HttpResponse:
    return redirect("agreement:agreement")


class Agreement(Kind):
    name = "agreement"
    visibility = SHARED
    takes = frozenset({"visibility"})
    pages = (Page("", "piece", page, BOTH),)

    def is_finished(self, activity: Activity, us: Us, done: Collection[str]) -> bool:
        return activity.id in done or texts_of(us).in_force is not None


register(Agreement())
