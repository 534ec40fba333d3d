"""Sealing a piece, and what one can do while it is sealed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

import clock
from couples import just_now
from couples.requests import us_for
from pages.look_again import LOOK_AGAIN_AFTER, LookAgainForm
from people.marks import has_key
from people.requests import never_resent, person_of
from reminders.models import Subscription
from sealed import actions, reading
from sealed.folding import says_something
from sealed.piece import Piece
from sealed.reading import State
from sealed.refusals import AnotherSpace, StaleDraft

from .context import onward, page_of


@never_resent
def seal(request: HttpRequest, piece: Piece) -> HttpResponse:
    """GET shows the text, says when it opens and that it then cannot be changed. POST seals it."""
    us = us_for(request)
    if request.method == "POST":
        return _sealed(request, piece)
    state, draft = reading.state_of(us, piece), reading.written_of(us, piece).draft
    if state not in (State.STARTED, State.SEALED) or draft is None or not piece.takes_words(us):
        return onward(piece, state)
    context = {
        "answers": piece.readable(us.person, draft.words),
        "is_blank": not says_something(draft.words),
        "unclear": piece.unclear(draft.words),
        "back_to_it": piece.address("answer" if state is State.SEALED else ""),
        "shown": draft.fingerprint,
    }
    return page_of(request, piece, "sealed/seal.html", context)


def _sealed(request: HttpRequest, piece: Piece) -> HttpResponse:
    try:
        actions.seal_draft(person_of(request), piece, request.POST.get("shown", ""), saw=request.POST.get("saw", ""))
    except AnotherSpace as refused:
        messages.info(request, f"{refused.title}. {refused.sentence}")
        return redirect(piece.address("seal"))
    except StaleDraft:
        # What would be sealed is not what was on the screen: show it once more.
        messages.info(request, gettext("These words changed in another tab. Read them once more before you seal them."))
        return redirect(piece.address("seal"))
    just_now.note(request, just_now.SEALED)
    return redirect(piece.address("sealed"))


def sealed(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Saved, and sealed: the state people fear, said honestly. The same whatever the other has done, until it opens."""
    us = us_for(request)
    if (state := reading.state_of(us, piece)) is not State.SEALED:
        return onward(piece, state)
    context = {
        "day": reading.look_again_day(us.person, piece),
        "takes_words": piece.takes_words(us),
        "has_key": has_key(us.person),
        "has_mail": Subscription.objects.visible_to(us.person).exists(),
    }
    return page_of(request, piece, piece.sealed_template, context)


@never_resent
def answer_removal(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Takes a sealed answer back: it is a draft again, and only yours."""
    actions.take_back(person_of(request), piece)
    just_now.forget(request)
    return redirect(piece.address())


def look_again(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The private day on which a piece comes up again: look at it, move it, or have none."""
    us = us_for(request)
    if (state := reading.state_of(us, piece)) is not State.SEALED:
        return onward(piece, state)
    today, day = clock.today(us.person.tz), reading.look_again_day(us.person, piece)
    initial = {"day": day if day and day > today else today + LOOK_AGAIN_AFTER}
    form = LookAgainForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if request.method == "POST" and ("no_day" in request.POST or form.is_valid()):
        actions.look_again(us.person, piece, None if "no_day" in request.POST else form.cleaned_data["day"])
        return redirect(piece.address("sealed"))
    context = {"form": form, "has_come": day is not None and day <= today, "takes_words": piece.takes_words(us)}
    return page_of(request, piece, "sealed/look_again.html", context, status=422 if form.errors else 200)
