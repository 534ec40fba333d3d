"""To write for oneself alone: kept as one writes, read and changed at any time, and thrown away if one likes."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from couples.us import Us
from pages.places import BOTH, GET, POST, Page
from pages.visibility import ONLY_YOU
from people.models import Person
from people.requests import never_resent, person_of
from recovery import actions, reading
from recovery.pieces import PlanPiece, piece_of
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register
from sealed.folding import Words, says_something
from sealed.views import writing


class Reflection(PlanPiece):
    """What a person writes for an activity, and nobody else reads."""

    writing_template = "recovery/reflect.html"
    answer_template = "recovery/answer.html"

    def is_kept(self, us: Us) -> bool:
        return reading.is_done(us.person, self.activity)

    def refuse_finishing(self, words: Words) -> None:
        if not says_something(words):
            raise actions.NothingWritten

    def finished(self, person: Person) -> str:
        actions.finish(person, self.activity)
        return self.address("kept")

    def context(self, us: Us) -> dict[str, Any]:
        return {**super().context(us), "months": self.other_pages(us)}

    def other_pages(self, us: Us) -> list[Activity]:
        """Those pages of the same piece that this person has written, besides this one."""
        return []


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    return writing.writing(request, piece_of(activity))


def draft(request: HttpRequest, activity: Activity) -> HttpResponse:
    return writing.draft(request, piece_of(activity))


def kept(request: HttpRequest, activity: Activity) -> HttpResponse:
    """After keeping a reflection: it is kept, it is only yours, and where to go on."""
    return render(request, "recovery/kept.html", {"activity": activity})


@never_resent
def removal(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Throwing away what one wrote for oneself: asked once, then gone."""
    if request.method == "POST":
        actions.throw_away(person_of(request), activity)
        return redirect(reverse("recovery:plan"))
    return render(request, "recovery/removal.html", {"activity": activity})


class Reflect(Kind):
    name = "reflect"
    visibility = ONLY_YOU
    asks = True
    takes = frozenset({"visibility", "questions"})
    pages: ClassVar[tuple[Page[Activity], ...]] = (
        Page("", "piece", page, BOTH),
        Page("draft/", "draft", draft, POST),
        Page("kept/", "kept", kept, GET),
        Page("removal/", "removal", removal, BOTH),
    )

    def piece(self, activity: Activity) -> Reflection:
        return Reflection(activity)


register(Reflect())
