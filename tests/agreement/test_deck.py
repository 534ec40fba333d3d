"""The deck of situations: what its files hold, and that every example of the articles has a card."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from agreement.situations import deck
from recovery.plan import rows
from recovery.plan.catalogue import CONTENT

CARDS = [(topic, card) for topic in deck.topics() for card in topic.cards]
RATINGS = ("Fine", "It depends", "Not OK")
# The lists of examples: signs in oneself and in a partner, examples, and of what it is those items that are examples.
EXAMPLES = re.compile(r"(C2|C3|D1)\.\d+|B1\.[1-5]")


def named(one: tuple[deck.Topic, deck.Card]) -> str:
    return f"{one[0].id}-{one[1].id}"


def test_there_are_twelve_topics_of_three_to_five_cards():
    assert [topic.number for topic in deck.topics()] == list(range(1, 13))
    assert {len(topic.cards) for topic in deck.topics()} <= {3, 4, 5}
    assert len(deck.topic(1).cards) == 5, "the first sitting"


def test_every_example_of_the_articles_has_a_card():
    wanted = {name for name in rows.read_rows(CONTENT) if EXAMPLES.fullmatch(name)}
    assert len(wanted) == 11 + 5 + 5 + 5
    assert wanted - {row for _, card in CARDS for row in card.covers} == set()


def test_a_card_claims_only_what_there_is():
    assert {row for _, card in CARDS for row in card.covers} <= set(rows.read_rows(CONTENT))


@pytest.mark.parametrize("one", CARDS, ids=named)
def test_a_card_is_two_sentences_about_one_of_us_that_two_people_may_answer_differently(one):
    topic, card = one
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", card.id)
    assert [other.id for other in topic.cards].count(card.id) == 1
    assert "one of us" in card.text.lower() or "us" in card.text.split()
    assert 2 <= len(re.findall(r"[.!?]”?(?=\s|\Z)", card.text)) <= 3, card.text
    assert len(card.text.split()) <= 45
    answers = [next(rating for rating in RATINGS if note.startswith(rating)) for note in card.notes]
    assert len(set(answers)) == 2


def test_no_card_says_who_of_two_genders_or_names_a_brand():
    texts = " ".join(f"{card.title} {card.text}" for _, card in CARDS)
    never = r"\b(he|she|his|her|him|husband|wife|boyfriend|girlfriend|Instagram|WhatsApp|Tinder)\b"
    assert re.findall(never, texts) == []


def test_a_topic_that_is_not_there():
    with pytest.raises(deck.NoSuchTopic):
        deck.topic(99)
    with pytest.raises(deck.NoSuchTopic):
        deck.topic_named("weather")


def test_another_language_lies_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    english = '{number: 1, title: Exes, cards: [{id: a, title: A, text: "One.", covers: [], notes: []}]}'
    (tmp_path / "exes.yaml").write_text(english)
    (tmp_path / "languages/de").mkdir(parents=True)
    (tmp_path / "languages/de/exes.yaml").write_text('{title: Verflossene, cards: [{id: a, text: "Eins."}]}')
    monkeypatch.setattr(deck, "FOLDER", tmp_path)
    with translation.override("de"):
        [topic] = deck.topics()
    assert (topic.title, topic.cards[0].title, topic.cards[0].text) == ("Verflossene", "A", "Eins.")
