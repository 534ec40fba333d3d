"""To write each for oneself, and for the other to read: it is shared by the button, and taken back by another."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from couples.requests import us_for
from couples.us import Us, us_of
from pages.places import BOTH, GET, POST, Page
from pages.visibility import ONLY_YOU, SHARED
from people.models import Person
from people.requests import never_resent, person_of
from recovery import actions, reading
from recovery.pieces import PlanPiece, piece_of
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register
from recovery.reading import SharedPages
from sealed.folding import Words
from sealed.views import writing

from . import reflect


class Shareable(reflect.Reflection):
    """What a person writes for an activity and the other may read: a copy of it, made when they press the button."""

    writing_template = "recovery/shared.html"
    may_be_shared = True

    def pages_of(self, us: Us) -> SharedPages:
        if self.id not in us.looked_up:
            us.looked_up[self.id] = reading.shared_pages(us, self.activity.id)[self.activity.id]
        pages: SharedPages = us.looked_up[self.id]
        return pages

    def context(self, us: Us) -> dict[str, Any]:
        pages = self.pages_of(us)
        return {
            **super().context(us),
            "mine": pages.mine,
            "theirs": self.lines(us, pages.theirs.all_words) if pages.theirs else None,
            "is_shared_by_saving": self.visibility_for(us) == SHARED,
        }

    def reading_context(self, us: Us) -> dict[str, Any]:
        """What the page on which both read it needs besides."""
        return {}

    def lines(self, us: Us, words: Words) -> list[Any]:
        """What was answered, and nothing of what was left out."""
        return [line for line in self.readable(us.person, words) if line.value]


class SharedPiece(Shareable):
    """Saved is shared, as soon as there are two."""

    def visibility_for(self, us: Us) -> str:
        return SHARED if us.is_two else ONLY_YOU

    def finished(self, person: Person) -> str:
        actions.finish(person, self.activity)
        if us_of(person).is_two:
            actions.share(person, self.activity)
        return self.address("kept")


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    return writing.writing(request, piece_of(activity))


def kept(request: HttpRequest, activity: Activity) -> HttpResponse:
    """After saving: who can read it now, and where to go on."""
    us = us_for(request)
    is_shared = _shareable(activity).pages_of(us).mine is not None
    return render(request, "recovery/shared_kept.html", {"activity": activity, "us": us, "is_shared": is_shared})


def shared(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What both have shared of it. POST: done reading the other's, which only its reader sees."""
    us, piece = us_for(request), _shareable(activity)
    pages = piece.pages_of(us)
    if pages.theirs is None and pages.mine is None:
        return redirect("recovery:piece", activity.id)
    if request.method == "POST":
        if pages.theirs is not None:
            actions.mark_read(us.person, pages.theirs)
        return redirect("couples:today")
    context = {
        "activity": activity,
        "us": us,
        "mine": piece.lines(us, pages.mine.words) if pages.mine else None,
        "theirs": piece.lines(us, pages.theirs.all_words) if pages.theirs else None,
        "was_read": pages.was_read,
        **piece.reading_context(us),
    }
    return render(request, "recovery/shared_read.html", context)


@never_resent
def sharing_removal(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Takes back what one has shared: it is only its author's again."""
    actions.take_back(person_of(request), activity)
    return redirect("recovery:piece", activity.id)


def _shareable(activity: Activity) -> Shareable:
    """The piece of an activity whose kind has these pages."""
    piece = piece_of(activity)
    assert isinstance(piece, Shareable)
    return piece


PAGES: tuple[Page[Activity], ...] = (
    Page("shared/", "shared", shared, BOTH),
    Page("sharing/removal/", "sharing-removal", sharing_removal, POST),
)


class Shared(Kind):
    name = "shared"
    visibility = SHARED
    asks = True
    takes = frozenset({"visibility", "questions"})
    pages: ClassVar[tuple[Page[Activity], ...]] = (
        Page("", "piece", page, BOTH),
        Page("draft/", "draft", reflect.draft, POST),
        Page("kept/", "kept", kept, GET),
        Page("removal/", "removal", reflect.removal, BOTH),
        *PAGES,
    )

    def piece(self, activity: Activity) -> PlanPiece:
        return SharedPiece(activity)


register(Shared())
