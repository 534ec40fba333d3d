"""Both go through the draft, line by line. Every deed is a form that works without a script; by htmx it answers with
the part of the page that has changed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import clock
from agreement.models import SITTING, WORKING
from agreement.reading import own_mark, own_signature, set_aside_of, standing_clauses, texts_of
from agreement.refusals import LineGone, WordsChanged
from agreement.version_page import version_page_of
from couples.requests import us_for
from couples.us import Us
from pages.forms import Form
from pages.refusals import Refused
from people.idle import in_sitting
from people.requests import never_resent, person_of
from reviews import actions
from reviews.forms import LineForm, PlaceForm, SaysForm
from reviews.reading import here_of, outcome_of
from reviews.refusals import OtherWords
from together import actions as together
from together.models import Sitting
from together.polling import OVER, polled
from together.reading import is_listed, open_sitting
from vault.keyring import Destroyed, Tampered

F = TypeVar("F", bound=Form)
Deed = Callable[[HttpRequest], str | None]

BEGIN = "begin"


@in_sitting
@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest) -> HttpResponse:
    """Where both are in the draft; or how to begin. POST begins, and is the same whoever was first. Straight after both
    have signed it is the end of what they did, unless the address says that somebody wants to begin anew."""
    if request.method == "POST":
        actions.begin(person_of(request))
        return redirect("reviews:sitting")
    opened = open_sitting(person_of(request), SITTING)
    context = _context(request, opened)
    if opened is None and (BEGIN in request.GET or not context["just_in_force"]):
        return render(request, "reviews/start.html", context)
    return render(request, "reviews/sitting.html", context)


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """What a screen that shows the sitting asks for, again and again."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("reviews:sitting")
    opened = open_sitting(person_of(request), SITTING)
    return polled(request, opened, lambda news: _live(request, opened, news=news))


def deed(do: Deed) -> Callable[[HttpRequest], HttpResponse]:
    """A view of something that one of the two does in the sitting. `do` may return an address to go to instead."""

    @in_sitting
    @never_resent
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        try:
            elsewhere = _of_these_words(do, request)
        except Refused as refused:
            return _answer(request, refused)
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(elsewhere or "reviews:sitting")
        if elsewhere:
            return HttpResponse(status=204, headers={"HX-Redirect": elsewhere})
        return _answer(request)

    return view


@deed
def place(request: HttpRequest) -> None:
    """Moves both to another line, or to the end."""
    given = _given(PlaceForm(request.POST))
    actions.move(person_of(request), seen=given["seen"], to=given["to"])


@deed
def mark(request: HttpRequest) -> str | None:
    """Says of a line that it fits, or that it wants talking about. Where a note about earlier words would go with it,
    its page asks first: it opens to the other too."""
    given, person = _given(SaysForm(request.POST)), person_of(request)
    # One that is gone by now is for the deed to refuse, as for every other.
    clause = standing_clauses(person).filter(pk=given["line"], version__state__in=WORKING).first()
    mine = own_mark(person, clause) if clause else None
    if clause and mine and mine.note and mine.revision != clause.revision:
        return f"{reverse('agreement:clause-mark', args=[clause.pk])}?back={reverse('reviews:sitting')}"
    actions.mark(person, given["line"], given["says"], seen=given["seen"] or 0)
    return None


@deed
def line_removal(request: HttpRequest) -> None:
    """Lets a line go."""
    given = _given(LineForm(request.POST))
    actions.let_go(person_of(request), given["line"], seen=given["seen"] or 0)


@deed
def line_return(request: HttpRequest) -> None:
    """Brings one back."""
    actions.bring_back(person_of(request), _given(LineForm(request.POST))["line"])


@deed
def subject(request: HttpRequest) -> None:
    """Puts a line on the talk list."""
    actions.put_on_talk_list(person_of(request), _given(LineForm(request.POST))["line"])


@deed
def offer(request: HttpRequest) -> None:
    """Makes the draft ready to sign."""
    actions.make_ready(person_of(request))


@deed
def pause(request: HttpRequest) -> None:
    """A break, on both screens."""
    together.take_break(person_of(request), SITTING)


@deed
def removal(request: HttpRequest) -> str:
    """Ends it for both. The draft stays as it is."""
    actions.stop(person_of(request))
    return reverse("agreement:agreement")


def _answer(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    """What there is after a deed, and why it was refused: the part that changes, or without a script the whole page."""
    opened = open_sitting(person_of(request), SITTING)
    if request.htmx:  # type: ignore[attr-defined]
        return _live(request, opened, refused)
    context = {**_context(request, opened), "refused": refused}
    return render(request, "reviews/sitting.html", context, status=refused.status if refused else 200)


def _of_these_words(do: Deed, request: HttpRequest) -> str | None:
    """Does it. On this page nothing is typed, so there is no other version of words to show."""
    try:
        return do(request)
    except WordsChanged as refused:
        raise OtherWords from refused


def _given(form: F) -> Mapping[str, Any]:
    """What a form of a page sends. One that was made by hand is about no line."""
    if not form.is_valid():
        raise LineGone
    return form.cleaned_data


def _live(
    request: HttpRequest, opened: Sitting | None, refused: Refused | None = None, *, news: str = ""
) -> HttpResponse:
    """The part that changes; `news` is for a screen that asked by itself, and says what is new in it."""
    try:
        context = {**_context(request, opened), "refused": refused, "news": news}
        response = render(request, "reviews/live.html", context)
    except (Refused, Destroyed, Tampered):
        # A part of a page has no room for it: the whole page says it.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    # By this a screen knows its own page from any other, such as the sign-in.
    response["X-Sitting"] = context["tag"] or OVER
    return response


def _context(request: HttpRequest, opened: Sitting | None) -> dict[str, Any]:
    us = us_for(request)
    now, today = clock.now(), clock.today(us.person.tz)
    texts = texts_of(us)
    in_force, working = texts.in_force, texts.working
    just_in_force = bool(opened is None and in_force and not working and in_force.in_force_on == today)
    context: dict[str, Any] = {
        "us": us,
        "sitting": opened,
        "tag": opened.tag(now) if opened else "",
        "asks_for_news": opened is not None,
        "just_in_force": just_in_force,
        "in_force": in_force,
        "working": working,
        "aside": set_aside_of(us),
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    if just_in_force and in_force:
        context["version_page"] = version_page_of(us, in_force, today)
    if opened is None:
        return context
    if opened.is_on_break(now) and opened.break_until:
        left = int((opened.break_until - now).total_seconds())
        # A template would turn it back into the server's time.
        until = opened.break_until.astimezone(us.person.tz).time()
        return {**context, "on_break": {"until": until, "left": left}}
    return context | _place_context(us, opened)


def _place_context(us: Us, opened: Sitting) -> dict[str, Any]:
    today = clock.today(us.person.tz)
    here, working = here_of(us, opened, today), texts_of(us).working
    offered = working is not None and working.is_offered(today)
    context: dict[str, Any] = {"here": here, "is_offered": offered}
    if here.line:
        context["is_listed"] = is_listed(us, here.line.clause.pk)
        return context
    context["outcome"] = outcome_of(here)
    if offered and working:
        standing = [line.clause for line in here.standing]
        context["signed"] = own_signature(us.person, working)
        context["version_page"] = version_page_of(us, working, today, standing)
    return context
