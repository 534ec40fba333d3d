"""The deck: its topics, and what goes with one besides rating it. Rating, sealing and opening are `sealed.views`."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import clock
from agreement import actions
from agreement.pieces import SituationPiece, TopicPiece, situation_beside, topic_sitting
from agreement.rating_forms import GuessForm, SituationForm, TopicsForm
from agreement.reading import guesses_of
from agreement.refusals import NotTwoYet, RoundOpened, TooManySituations
from agreement.situations.deck import NoSuchTopic, topics
from agreement.situations.differences import are_many_apart
from agreement.situations.ratings import rating_of
from agreement.topics import (
    chosen_topics,
    earlier_ratings,
    grouped_places,
    may_see,
    next_place,
    opened_topics,
    own_situations,
    places,
    rated_alone,
)
from couples.requests import us_for
from couples.us import Us
from pages.refusals import Refused
from people.requests import never_resent
from sealed import actions as sealed
from sealed import screens
from sealed.folding import Words, says_something, value_of
from sealed.half_typed import half_typed_by, typed_on
from sealed.reading import State, state_of, written_of
from sealed.refusals import AnotherSpace
from sealed.views.context import onward, page_of


def find(request: HttpRequest, sitting: str) -> TopicPiece:
    """The cards that an address names, if they are there for this reader; else Http404."""
    piece = _named(request, sitting)
    us = us_for(request)
    if not may_see(us, piece, clock.today(us.person.tz)):
        raise Http404
    return piece


def find_to_write(request: HttpRequest, sitting: str) -> TopicPiece:
    """The same. What is typed is kept all the same where the space has become another meanwhile, of two or of one:
    neither can take away what the other was writing, and keeping it tells nothing."""
    piece = _named(request, sitting)
    return piece if request.method == "POST" and piece.round <= 1 else find(request, sitting)


def find_sealed(request: HttpRequest, sitting: str) -> TopicPiece:
    """The same as `find`, for what only cards that open have: those rated on one's own are never sealed."""
    return _that_opens(find(request, sitting))


def find_own(request: HttpRequest, sitting: str) -> TopicPiece:
    """The same as `find_to_write`, for a situation of one's own that is typed."""
    return _that_opens(find_to_write(request, sitting))


def find_own_typed(request: HttpRequest, sitting: str) -> SituationPiece:
    return situation_beside(find_own(request, sitting))


def _that_opens(piece: TopicPiece) -> TopicPiece:
    if piece.opens is None:
        raise Http404
    return piece


def _named(request: HttpRequest, sitting: str) -> TopicPiece:
    try:
        return topic_sitting(us_for(request), sitting)
    except NoSuchTopic:
        raise Http404 from None


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
    context = {
        "tab": "agreement",
        "us": us,
        "groups": grouped_places(found),
        "next_place": next_place(found),
        "rated_alone": rated_alone(us, clock.today(us.person.tz)),
        "chosen": chosen,
        "form": form,
        "choose_first": is_new,
    }
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
    """Takes what one rated alone into the draft of this topic, only by this press; what one has said there today, kept
    or in the form that was sent along, stays."""
    us = us_for(request)
    words, state = earlier_ratings(us, piece), state_of(us, piece)
    if words is not None and state in (State.BLANK, State.STARTED):
        draft = written_of(us, piece).draft
        today = {**(draft.words if draft else {}), **_typed(request, piece)}
        said = {card: entry for card, entry in today.items() if says_something({card: entry})}
        sealed.keep(us.person, piece, {**words, **said}, revision=draft.revision if draft else 0)
    return redirect(f"{piece.address()}?question=1")


def _typed(request: HttpRequest, piece: TopicPiece) -> Words:
    """What stands in the screen from which the press came."""
    screen = screens.named(piece, request.POST.get("question"))
    if screen is None:
        return {}
    form = piece.form(us_for(request), request.POST, {}, 0, to_seal=False)
    form.show(screen.questions)
    form.take_only(form.shown)
    return {card: form.words()[card] for card in screen.questions} if form.is_valid() else {}


def guesses(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """What the other may have said: after one's own rating is sealed, until the topic opens."""
    us = us_for(request)
    if (state := state_of(us, piece)) is not State.SEALED:
        return onward(piece, state)
    answer = written_of(us, piece).answer
    words = answer.words if answer else {}
    rated = [card for card in piece.cards if rating_of(value_of(words, card.id))]
    data = request.POST if request.method == "POST" else None
    form = GuessForm(data, cards=rated, initial=guesses_of(us, piece.id))
    if request.method == "POST" and form.is_valid():
        actions.guess(us.person, piece.id, form.guesses())
        return redirect(piece.address("sealed"))
    return page_of(request, piece, "agreement/situations/guesses.html", {"form": form}, status=_status(form))


def own(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """The situations beside this round: to be rated by both from the next one on. What was typed while the round opened
    goes with the next, and what was typed while the space became another is shown again."""
    us = us_for(request)
    if request.method == "POST":
        return _take_own(request, us, piece)
    state = state_of(us, piece)
    if not us.is_two or state in (State.OPEN, State.READ):
        return onward(piece, state)
    begun = {"saw": us.terms, **half_typed_by(us.person, situation_beside(piece))}
    return _own_page(request, piece, SituationForm(initial=begun, partner_name=us.other_name))


def _take_own(request: HttpRequest, us: Us, piece: TopicPiece) -> HttpResponse:
    """Adds what was sent; by `cancel`, destroys what was typed and not saved."""
    if request.POST.get("action") == "cancel":
        actions.cancel_half_typed(us.person, situation_beside(piece).key, typed_on(request))
        return redirect(piece.address())
    form = SituationForm(request.POST, partner_name=us.other_name)
    if not form.is_valid():
        return _own_page(request, piece, form)
    put = form.cleaned_data
    try:
        actions.add_situation(us.person, piece.id, put["title"], put["text"], saw=put["saw"], typed=put["revision"])
    except (NotTwoYet, AnotherSpace, TooManySituations) as refused:
        return _own_page(request, piece, form, refused)
    except RoundOpened as refused:
        return _own_page(request, topic_sitting(us, piece.next_round.sitting), form, refused)
    return redirect(piece.address("own"))


@never_resent
def own_removal(request: HttpRequest, piece: TopicPiece) -> HttpResponse:
    """Takes one away, or leaves it out from now on. What was being typed beside it stays on the page."""
    us = us_for(request)
    actions.take_situation_out(us.person, _uuid(request.POST.get("situation", "")))
    typed = {name: request.POST.get(name, "") for name in ("title", "text")}
    if not any(typed.values()):
        return redirect(piece.address("own"))
    begun = {**typed, "saw": us.terms, "revision": typed_on(request)}
    form = SituationForm(initial=begun, partner_name=us.other_name)
    return _own_page(request, topic_sitting(us, piece.sitting), form)


def _own_page(
    request: HttpRequest, piece: TopicPiece, form: SituationForm, refused: Refused | None = None
) -> HttpResponse:
    us = us_for(request)
    if refused:
        form.data = {**request.POST.dict(), "saw": us.terms}
    context = {
        "form": form,
        "refused": refused,
        "situations": own_situations(us, piece),
        "autosave": situation_beside(piece).address(),
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
