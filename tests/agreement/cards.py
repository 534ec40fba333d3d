"""The cards of a topic as two people rate and open them, and what a page says of it."""

import re
from html import unescape

from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from sealed import actions as sealed
from tests.browser.looking import said

EXES = [card.id for card in topic(1).cards]
AT = "/agreement/cards/1-1/"


def piece(round_: int = 1, number: int = 1) -> TopicPiece:
    return TopicPiece(topic(number), round_)


def rates(person, *ratings, round_=1, number=1):
    cards = [card.id for card in topic(number).cards]
    words = said(**{card: {"rating": rating} if rating else None for card, rating in zip(cards, ratings, strict=False)})
    sealed.seal(person, piece(round_, number), words)


def open_to(*persons, round_=1, number=1):
    for person in persons:
        sealed.mark_opened(person, piece(round_, number))


def words_of(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text[text.index("<main") : text.index("</main>")]).split())


def typed_in(page: str) -> str:
    return unescape(re.search(r'<textarea name="text"[^>]*>\s*([^<]*)</textarea>', page)[1])
