"""The cards of a topic as a sealed piece: each rates them alone, and they open to both at once."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

import clock
from agreement.models import ROOM, OwnSituation
from agreement.rating_forms import RATE_FIRST, RatingForm, initial_of
from agreement.reading import guesses_of
from agreement.rounds import ALONE, Round, round_of
from agreement.situations.deck import Card, NoSuchTopic, Topic, topic, topic_named
from agreement.situations.differences import Difference, are_many_apart, differences_in, drawn, good_news, grouped
from agreement.situations.ratings import RATINGS, note_of, rating_of
from couples.models import live_partner_of
from couples.us import Us
from people.models import Person
from sealed.folding import OpenedQuestion, Words, says_something, value_of
from sealed.models import Reveal
from sealed.piece import Piece
from sealed.reading import draft_of, overview_of
from sealed.times import Opens

SITTING = re.compile(r"(?P<number>\d{1,4})-(?P<round>\d{1,4})", re.ASCII)
BACK = ("/agreement/cards/", _("Situations"))
MINUTES_A_CARD = 1


class TopicPiece(Piece):
    room = ROOM
    back = BACK
    writing_template = "agreement/situations/rating.html"
    answer_template = "agreement/situations/rated.html"
    sealed_template = "agreement/situations/sealed.html"
    opened_template = "agreement/situations/opened.html"
    lists_skipped = False
    opens_one_by_one = False

    def __init__(self, topic: Topic, round_: int, own: Iterable[OwnSituation] = ()) -> None:
        self.topic, self.round = topic, round_
        named = Round(topic.id, round_)
        self.key = named.key
        earlier = {each.id for each in named.before()}
        added = (row for row in own if row.piece in earlier and round_ <= (row.last_round or round_))
        self.cards: tuple[Card, ...] = (*topic.cards, *map(_card, added))
        self.questions = tuple(card.id for card in self.cards)
        self.minutes = MINUTES_A_CARD * len(self.cards)
        self.opens = None if round_ == ALONE else Opens.AT_ONCE
        self.title = (
            topic.title if round_ <= 1 else gettext("{topic}, round {number}").format(topic=topic.title, number=round_)
        )

    @property
    def sitting(self) -> str:
        """As it stands in an address, which tells nothing: the number of the topic, and of the round."""
        return f"{self.topic.number}-{self.round}"

    @property
    def next_round(self) -> "TopicPiece":
        return TopicPiece(self.topic, self.round + 1)

    def address(self, page: str = "") -> str:
        return reverse(f"agreement:card-{page or 'piece'}", args=[self.sitting])

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> RatingForm:
        return RatingForm(
            data,
            cards=self.cards,
            is_sealed=self.opens is not None,
            to_seal=to_seal,
            partner_name=us.other_name,
            initial=initial_of(words, revision),
        )

    @property
    def own_cards(self) -> list[Card]:
        """Those that either of the two has written."""
        return [card for card in self.cards if card.is_own]

    def prompts(self, person: Person) -> Mapping[str, str]:
        return {card.id: card.title for card in self.cards}

    def say(self, person: Person, question: str, value: Any) -> str:
        """The rating in words, and the note below it."""
        rating = RATINGS.get(rating_of(value), "")
        return "\n".join(filter(None, [str(rating), note_of(value)]))

    def unclear(self, words: Words) -> list[str]:
        notes_alone = (note_of(value_of(words, card)) and not rating_of(value_of(words, card)) for card in words)
        return [str(RATE_FIRST)] if any(notes_alone) else []

    def may_be_listed(self, person: Person, opened: Iterable[OpenedQuestion]) -> set[str]:
        """Every card, so that no press tells whether one that is left out was left out by both."""
        return set(self.questions)

    def context(self, us: Us) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "may_use_earlier": lambda: self.has_earlier(us),
            "beside": lambda: self.rated_beside(us),
        }

    def has_earlier(self, us: Us) -> bool:
        """Whether its reader has rated the topic alone, this is the first round, and nothing is said in it yet."""
        if self.round != 1 or Round(self.topic.id, ALONE).id not in overview_of(us, clock.today(us.person.tz)).drafted:
            return False
        draft = draft_of(us.person, self)
        return draft is None or not says_something(draft.words)

    def rated_beside(self, us: Us) -> str:
        """Where this reader has rated the same topic besides: alone, or alone again for the two they were; empty where
        they have not."""
        other = TopicPiece(self.topic, ALONE if self.round else 1)
        is_theirs = self.round != ALONE or not us.is_two
        drafted = overview_of(us, clock.today(us.person.tz)).drafted
        return other.address() if is_theirs and other.id in drafted else ""

    def differences(self, opened: Iterable[OpenedQuestion]) -> list[Difference]:
        return differences_in(self.cards, opened)

    def opened_context(self, us: Us, opened: Iterable[OpenedQuestion]) -> dict[str, Any]:
        differences = self.differences(opened)
        new = OwnSituation.objects.visible_to(us.person).filter(live_partner_of(us.person), piece=self.id)
        return {
            "groups": grouped(differences),
            "drawn": drawn(differences),
            "many_apart": are_many_apart(differences),
            "good_news": good_news(guesses_of(us, self.id), differences),
            "new_situations": list(new.select_related("person__key")),
            "next_round": self.next_round.address() if us.is_two else "",
            "next_own": self.next_round.address("own") if us.is_two else "",
        }

    def finished(self, person: Person) -> str:
        return self.address() if self.opens is None else self.address("seal")

    def is_kept(self, us: Us) -> bool:
        return self.opens is None


def topic_sitting(us: Us, sitting: str) -> TopicPiece:
    """The piece that an address names. Raises NoSuchTopic."""
    found = SITTING.fullmatch(sitting)
    if not found:
        raise NoSuchTopic(sitting)
    named = topic(int(found["number"])), int(found["round"])
    if named[1] > 1:
        # First what is due opens: what was added to it is asked in the round after it.
        overview_of(us, clock.today(us.person.tz))
    [piece] = with_own(us.person, [named])
    return piece


def topics_of_keys(person: Person, keys: Collection[str]) -> dict[str, TopicPiece]:
    """The pieces of those of the keys that are a topic's. One query, and only where a later round is among them."""
    found: dict[str, tuple[Topic, int]] = {}
    for key in keys:
        if named := round_of(f"{ROOM}:{key}"):
            with suppress(NoSuchTopic):
                found[key] = (topic_named(named.topic), named.number)
    return dict(zip(found, with_own(person, list(found.values())), strict=True))


def with_own(person: Person, rounds: Sequence[tuple[Topic, int]]) -> list[TopicPiece]:
    """Those rounds as pieces: in a later one, what either of the two has added to an earlier one is among the cards."""
    earlier = {each.id for topic, last in rounds for each in Round(topic.id, last).before()}
    own = list(_opened_situations(person, earlier)) if earlier else []
    return [TopicPiece(topic, last, own) for topic, last in rounds]


def _opened_situations(person: Person, piece_ids: Collection[str]) -> Iterable[OwnSituation]:
    """What was added to those rounds in the couple that the person is in now, whoever of the two added it: the same for
    both, so also of one's own only what has opened."""
    opened = Reveal.objects.visible_to(person).filter(couple=OuterRef("couple"), piece=OuterRef("piece"))
    rows = OwnSituation.objects.visible_to(person).filter(live_partner_of(person), Exists(opened), piece__in=piece_ids)
    return rows.select_related("person__key").order_by("piece", "position", "pk")


def _card(row: OwnSituation) -> Card:
    return Card(row.card, row.title, row.text, is_own=True)
