"""To write each for oneself, and for the other to read: it is shared by the button, and taken back by another."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from couples.requests import us_for
from couples.us import Us, us_of
from pages.places import BOTH, GET, POST, Page
from pages.refusals import Refused
from pages.visibility import ONLY_YOU, SHARED
from people.models import Person
from people.requests import never_resent, person_of
from recovery import actions, reading
from recovery.forms import ActivityForm
from recovery.pieces import PlanPiece, piece_of
from recovery.plan.activities import Activity
from recovery.plan.kinds import Kind, register
from recovery.reading import SharedPages
from sealed.folding import Words
from sealed.reading import draft_of, written_of
from sealed.refusals import StaleDraft
from sealed.views import writing

from . import reflect


class Shareable(reflect.Reflection):
    """What a person writes for an activity and the other may read: a copy of it, made when they press the button."""

    writing_template = "recovery/shared.html"
    answer_template = "recovery/shared_answer.html"
    may_be_shared = True

    def pages_of(self, us: Us) -> SharedPages:
        if self.id not in us.looked_up:
            us.looked_up[self.id] = reading.shared_pages(us, self.activity.id)[self.activity.id]
        pages: SharedPages = us.looked_up[self.id]
        return pages

    def context(self, us: Us) -> dict[str, Any]:
        pages, written = self.pages_of(us), written_of(us, self)
        return {
            **super().context(us),
            "mine": pages.mine,
            "is_shown_as_it_is": bool(pages.mine and written.draft and pages.mine.words == written.draft.words),
            "theirs": pages.theirs,
            "may_share": us.is_two,
            "is_for_both": self.visibility_for(us) == SHARED,
        }

    def reading_context(self, us: Us) -> dict[str, Any]:
        """What the page on which both read it needs besides."""
        return {}

    def lines(self, us: Us, words: Words) -> list[Any]:
        """What was answered, and nothing of what was left out."""
        return [line for line in self.readable(us.person, words) if line.value]


class SharedPiece(Shareable):
    """Written to be shared, as soon as there are two: its last button leads to the page that shares it."""

    def visibility_for(self, us: Us) -> str:
        return SHARED if us.is_two else ONLY_YOU

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> ActivityForm:
        form = super().form(us, data, words, revision, to_seal=to_seal)
        form.by_sharing = True
        return form

    def finished(self, person: Person) -> str:
        actions.finish(person, self.activity)
        return self.address("sharing" if us_of(person).is_two else "kept")


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    return writing.writing(request, piece_of(activity))


def kept(request: HttpRequest, activity: Activity) -> HttpResponse:
    """After saving. Where something is shared, the page that says what is."""
    if _shareable(activity).pages_of(us_for(request)).mine is not None:
        return redirect("recovery:piece", activity.id)
    return reflect.kept(request, activity)


@never_resent
def sharing(request: HttpRequest, activity: Activity) -> HttpResponse:
    """GET shows the words and who will read them. POST shares them as they stood there."""
    us, piece = us_for(request), piece_of(activity)
    draft = draft_of(us.person, piece)
    if draft is None or not draft.says_something:
        return redirect("recovery:piece", activity.id)
    if not us.is_two:
        raise actions.NotTwoYet
    refused: Refused | None = None
    if request.method == "POST":
        try:
            actions.share(us.person, activity, shown=request.POST.get("shown", ""))
        except StaleDraft as stale:
            refused = stale
        else:
            return redirect("recovery:shared", activity.id)
    answers = [line for line in piece.readable(us.person, draft.words) if line.value]
    context = {"activity": activity, "us": us, "answers": answers, "draft": draft, "refused": refused}
    return render(request, "recovery/sharing.html", context, status=refused.status if refused else 200)


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
    Page("sharing/", "sharing", sharing, BOTH),
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
