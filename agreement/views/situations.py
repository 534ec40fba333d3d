"""The deck: its topics, and what goes with one besides rating it. Rating, sealing and opening are `sealed.views`."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import clock
from agreement import actions
from agreement.models import OwnSituation
from agreement.pieces import TopicPiece, topic_sitting
from agreement.rating_forms import GuessForm, SituationForm, TopicsForm
from agreement.reading import guesses_of
from agreement.refusals import RoundOpened, TooManySituations
from agreement.situations.deck import NoSuchTopic, topics
from agreement.situations.differences import are_many_apart
from agreement.situations.ratings import rating_of
from agreement.topics import chosen_topics, earlier_ratings, may_see, opened_topics, places
from couples.requests import us_for
from pages.refusals import Refused
from people.requests import never_resent, person_of
from sealed import actions as sealed
from sealed.folding import value_of
from sealed.reading import State, state_of, written_of
from sealed.views.context import onward, page_of


def find(request: HttpRequest, sitting: str) -> TopicPiece:
    """The cards that an address names, if they are there for this reader; else Http404."""
    us = us_for(request)
    try:
        piece = topic_sitting(us.person, sitting)
    except NoSuchTopic:
        raise Http404 from None
    if not may_see(us, piece, clock.today(us.person.tz)):
        raise Http404
    return piece


def find_sealed(request: HttpRequest, sitting: str) -> TopicPiece:
    """The same, for what only cards that open have: those rated on one's own are never sealed, and nobody guesses."""
    piece = find(request, sitting)
    if piece.opens is None:
        raise Http404
    return piece


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: HttpRequest) -> HttpResponse:
    """The topics, each with where its reader is in it. POST keeps which of them matter most."""
    us = us_for(request)
    chosen = chosen_topics(us.person)
    form = TopicsForm(request.POST if request.method == "POST" else None, topics=topics(), initial={"topics": chosen})
    if request.method == "POST" and form.is_valid():
        actions.choose_topics(us.person, form.cleaned_data["topics"])
        return redirect("agreement:cards")
    found = places(us, clock.today(us.person.tz), first=chosen)
    is_new = not chosen and all(place.state == "blank" for place in found)
    context = {"tab": "agreement", "us": us, "places": found, "chosen": chosen, "form": form, "choose_first": is_new}
    return render(request, "agreement/situations/topics.html", context, status=422 if form.errors else 200)


@require_safe
def map_of_all(request: HttpRequest) -> HttpResponse:
    """Where the two differ, over every topic that has opened and that this reader has unfolded."""
    us = us_for(request)
    found = opened_topics(us, clock.today(us.person.tz))
    differences = [each for opened in found for group in opened.groups for each in group.differences]
    context = {
        "tab": "agreement",
        "us": us,
        "topics": found,
        "many_apart": are_many_apart(differences),
    }
    return render(request, "agreement/situations/map.html", context)


def earlier(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """Takes what one rated alone into the draft of this topic: only by this press, and where there is no draft yet."""
    us = us_for(request)
    words = earlier_ratings(us, piece)
    if words is not None and state_of(us, piece) is State.BLANK:
        sealed.keep(us.person, piece, words)
    return redirect(f"{piece.address()}?question=1")


def guesses(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """What the other may have said: after one's own rating is sealed, until the topic opens."""
    us = us_for(request)
    if (state := state_of(us, piece)) is not State.SEALED:
        return onward(piece, state)
    answer = written_of(us, piece).answer
    words = answer.words if answer else {}
    rated = [card for card in piece.cards if rating_of(value_of(words, card.id))]
    data = request.POST if request.method == "POST" else None
    form = GuessForm(data, cards=rated, initial=guesses_of(us.person, piece.id))
    if request.method == "POST" and form.is_valid():
        actions.guess(us.person, piece.id, form.guesses())
        return redirect(piece.address("sealed"))
    return page_of(request, piece, "agreement/situations/guesses.html", {"form": form}, status=_status(form))


@never_resent
def own(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """The situations that one has added to this round: to be rated by both from the next round on. What was typed while
    the round opened goes with the next one."""
    us = us_for(request)
    has_opened = (state := state_of(us, piece)) in (State.OPEN, State.READ)
    if not us.is_two or (has_opened and request.method != "POST"):
        return onward(piece, state)
    form, to = SituationForm(partner_name=us.other_name), piece
    refused: Refused | None = None
    if request.method == "POST" and (removed := request.POST.get("remove")):
        actions.remove_situation(us.person, _uuid(removed))
        return redirect(piece.address("own"))
    if request.method == "POST":
        form = SituationForm(request.POST, partner_name=us.other_name)
        if form.is_valid():
            try:
                actions.add_situation(person_of(request), piece.id, **form.cleaned_data)
                return redirect(piece.address("own"))
            except TooManySituations as error:
                refused = error
            except RoundOpened as error:
                refused, to = error, piece.next_round
    mine = OwnSituation.objects.visible_to(us.person).filter(person=us.person, couple=us.couple, piece=to.id)
    context = {
        "form": form,
        "refused": refused,
        "action": to.address("own"),
        "situations": list(mine.select_related("person__key")),
    }
    status = 409 if refused else _status(form)
    return page_of(request, piece, "agreement/situations/own.html", context, status=status)


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
