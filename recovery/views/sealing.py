"""Sealing a piece, what one can do while it is sealed, and its opening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

import clock
from couples.requests import us_for
from pages.look_again import LOOK_AGAIN_AFTER, LookAgainForm
from people.models import Person
from people.requests import never_resent, person_of
from recovery.catalogue import Activity
from recovery.models import LookAgain
from recovery.pieces import activity_or_404, piece_of
from recovery.reading import readable
from reminders.models import Subscription
from sealed import actions as sealed
from sealed.actions import State
from sealed.closed import before_of, is_closed
from sealed.folding import says_something
from sealed.forms import revision_in
from sealed.refusals import StaleDraft


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, activity_id: str) -> HttpResponse:
    """GET shows the text, says when it opens and that it then cannot be changed. POST seals it."""
    activity = activity_or_404(activity_id, "sealed")
    person, found = person_of(request), piece_of(activity)
    draft = sealed.draft_of(person, found)
    if request.method == "POST":
        return _sealed(request, activity, person)
    if sealed.open_reveal(person, found) is not None:
        return redirect("recovery:opening", activity.id)
    if draft is None or is_closed(draft):
        return redirect("recovery:sealed" if sealed.answer_of(person, found) else "recovery:piece", activity.id)
    words = sealed.words_of(draft)
    context = {
        "activity": activity,
        "us": us_for(request),
        "answers": readable(activity, person, words),
        "is_blank": not says_something(words),
        "revision": draft.revision,
    }
    return render(request, "recovery/seal.html", context)


def _sealed(request: HttpRequest, activity: Activity, person: Person) -> HttpResponse:
    found = piece_of(activity)
    try:
        sealed.seal_draft(person, found, revision_in(request.POST))
    except StaleDraft:
        # What would be sealed is not what was on the screen: show it once more.
        return redirect("recovery:seal", activity.id)
    return redirect("recovery:sealed", activity.id)


@require_http_methods(["GET", "HEAD"])
def sealed_page(request: HttpRequest, activity_id: str) -> HttpResponse:
    """Saved, and sealed: the state people fear, said honestly."""
    activity = activity_or_404(activity_id, "sealed")
    person, found = person_of(request), piece_of(activity)
    if sealed.open_reveal(person, found) is not None:
        return redirect("recovery:opening", activity.id)
    answer = sealed.answer_of(person, found)
    if answer is None:
        return redirect("recovery:piece", activity.id)
    day = LookAgain.objects.visible_to(person).filter(activity=activity.id).values_list("day", flat=True).first()
    context = {
        "activity": activity,
        "us": us_for(request),
        "answers": readable(activity, person, sealed.words_of(answer)),
        "day": day,
        "has_mail": Subscription.objects.visible_to(person).exists(),
    }
    return render(request, "recovery/sealed_page.html", context)


@never_resent
@require_POST
def answer_removal(request: HttpRequest, activity_id: str) -> HttpResponse:
    """Takes a sealed answer back: it is a draft again, and only yours."""
    activity = activity_or_404(activity_id, "sealed")
    sealed.take_back(person_of(request), piece_of(activity))
    return redirect("recovery:piece", activity.id)


@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request: HttpRequest, activity_id: str) -> HttpResponse:
    """The private day on which a piece comes up again: look at it, move it, or have none."""
    activity = activity_or_404(activity_id, "sealed")
    person, found = person_of(request), piece_of(activity)
    if sealed.state_of(person, found) is not State.SEALED:
        return redirect("recovery:piece", activity.id)
    today = clock.today(person.tz)
    row = LookAgain.objects.visible_to(person).filter(activity=activity.id).first()
    if request.method == "POST" and "no_day" in request.POST:
        sealed.look_again(person, found, None)
        return redirect("recovery:sealed", activity.id)
    initial = {"day": row.day if row and row.day > today else today + LOOK_AGAIN_AFTER}
    form = LookAgainForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        sealed.look_again(person, found, form.cleaned_data["day"])
        return redirect("recovery:sealed", activity.id)
    context = {
        "activity": activity,
        "form": form,
        "has_come": bool(row and row.day <= today),
    }
    return render(request, "recovery/look_again.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, activity_id: str) -> HttpResponse:
    """An unopened envelope; after Open, both answers, folded where either would rather say it aloud."""
    activity = activity_or_404(activity_id, "sealed")
    person, found = person_of(request), piece_of(activity)
    state = sealed.state_of(person, found)
    if state not in (State.OPEN, State.READ):
        return redirect("recovery:sealed" if state is State.SEALED else "recovery:piece", activity.id)
    if request.method == "POST":
        sealed.mark_opened(person, found)
        return redirect("recovery:opening", activity.id)
    context = {"activity": activity, "us": us_for(request)}
    if state is State.OPEN:
        return render(request, "recovery/envelope.html", context)
    opened = sealed.opened(person, found)
    prompts = {question.id: question.prompt(person.track) for question in activity.questions}
    context["opened_on"] = opened.opened_at.astimezone(person.tz).date() if opened else None
    context["before"] = [readable(activity, person, words) for words in before_of(sealed.answer_of(person, found))]
    context["pairs"] = [(prompts[pair.question], pair) for pair in opened.questions] if opened else []
    return render(request, "recovery/opened.html", context)
