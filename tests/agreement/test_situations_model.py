"""Whatever two people do with a topic, in whatever order: against a model of plain values."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreement import actions as agreement
from agreement.models import Guess, OwnSituation
from agreement.pieces import TopicPiece
from agreement.pieces.topic import with_own
from agreement.situations.deck import topic
from couples.us import us_of
from pages.refusals import Refused
from people.models import Person
from sealed import actions as sealed
from sealed import reading
from sealed.folding import Words, fold
from tests.cast import join, make_person

CARDS = [card.id for card in topic(1).cards][:3]
ROUNDS = (1, 2)
RATINGS = st.lists(st.sampled_from(["", "fine", "depends", "not-ok"]), min_size=3, max_size=3)
DEEDS = ("keep", "seal", "take back", "guess", "add", "open")
STEPS = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(DEEDS), st.sampled_from(ROUNDS), RATINGS), max_size=14
)


@dataclass
class Model:
    """What each has sealed by round, and what both have said in a round once it has opened."""

    sealed: dict[tuple[int, int], Words] = field(default_factory=dict)
    opened: dict[int, tuple[Words, Words]] = field(default_factory=dict)

    def seal(self, who: int, number: int, words: Words) -> None:
        if number not in self.opened:
            self.sealed[who, number] = words
            if (0, number) in self.sealed and (1, number) in self.sealed:
                self.opened[number] = (self.sealed[0, number], self.sealed[1, number])

    def take_back(self, who: int, number: int) -> None:
        if number not in self.opened:
            self.sealed.pop((who, number), None)


def words_of(ratings: list[str]) -> Words:
    return {
        card: {"value": {"rating": rating} if rating else None} for card, rating in zip(CARDS, ratings, strict=True)
    }


def piece(number: int) -> TopicPiece:
    return TopicPiece(topic(1), number)


class WhateverTwoDo(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(STEPS)
    def test_nothing_reaches_the_other_before_it_opens_and_nothing_of_it_changes_after(self, steps: Any) -> None:
        two = [make_person("robin"), make_person("alex")]
        join(*two)
        model = Model()
        for who, deed, number, ratings in steps:
            if number == 1 or 1 in model.opened:
                self.does(two, model, who, deed, number, ratings)
            self.holds(two, model)

    def does(self, two: list[Person], model: Model, who: int, deed: str, number: int, ratings: list[str]) -> None:
        person, words = two[who], words_of(ratings)
        deeds: dict[str, Callable[[], Any]] = {
            "keep": lambda: sealed.keep(person, piece(number), words),
            "guess": lambda: agreement.guess(person, piece(number).id, {CARDS[0]: "fine"}),
            "add": lambda: agreement.add_situation(person, piece(number).id, f"From {who}", "One of us."),
            "open": lambda: reading.opened(us_of(person), piece(number)),
        }
        with suppress(Refused):
            if deed == "seal":
                sealed.seal(person, piece(number), words)
                model.seal(who, number, words)
            elif deed == "take back":
                sealed.take_back(person, piece(number))
                model.take_back(who, number)
            else:
                deeds[deed]()

    def holds(self, two: list[Person], model: Model) -> None:
        sealed.open_due()
        for who, person in enumerate(two):
            for number in ROUNDS:
                found = reading.opened(us_of(person), piece(number))
                if number not in model.opened:
                    assert found is None
                    assert (
                        OwnSituation.objects.visible_to(person)
                        .filter(piece=piece(number).id)
                        .exclude(person=person)
                        .count()
                        == 0
                    )
                    continue
                mine, theirs = model.opened[number][who], model.opened[number][1 - who]
                assert found is not None
                assert found.questions == fold(piece(number).questions, mine, theirs)
            assert set(Guess.objects.visible_to(person).values_list("person", flat=True)) <= {person.pk}
        [robins], [alexs] = (with_own(person, [(topic(1), 2)]) for person in two)
        assert robins.questions == alexs.questions
