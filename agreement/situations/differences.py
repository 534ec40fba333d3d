"""Where two people's lines are, card by card, once a topic has opened. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sealed.folding import OpenedQuestion

from .deck import Card
from .ratings import APART, CLOSE, DASH, RATINGS, SAME, how_far, note_of, rating_of

TITLES: dict[str, str | Promise] = {
    APART: _("Where you differ"),
    CLOSE: _("Where you’re close"),
    SAME: _("Where you agree"),
    DASH: _("Left out"),
}
"""In the order in which a page shows them: what there is to talk about comes first."""


@dataclass(frozen=True)
class Difference:
    """One card and what both said of it. Of a dash there is nothing of either."""

    card: Card
    how_far: str
    mine: str = ""
    theirs: str = ""
    my_note: str = ""
    their_note: str = ""

    @property
    def my_words(self) -> str | Promise:
        return RATINGS.get(self.mine, "")

    @property
    def their_words(self) -> str | Promise:
        return RATINGS.get(self.theirs, "")


@dataclass(frozen=True)
class Group:
    """The cards that are as far apart as each other."""

    how_far: str
    title: str | Promise
    differences: tuple[Difference, ...]


def differences_in(cards: Sequence[Card], opened: Iterable[OpenedQuestion]) -> list[Difference]:
    """Each card, in the order of the deck."""
    by_card = {each.question: each for each in opened}
    return [_difference(card, by_card.get(card.id)) for card in cards]


def _difference(card: Card, pair: OpenedQuestion | None) -> Difference:
    if pair is None or pair.folded:
        return Difference(card, DASH)
    mine, theirs = rating_of(pair.mine), rating_of(pair.theirs)
    distance = how_far(mine, theirs)
    if distance == DASH:
        return Difference(card, DASH)
    return Difference(card, distance, mine, theirs, note_of(pair.mine), note_of(pair.theirs))


def good_news(guesses: Mapping[str, str], differences: Iterable[Difference]) -> list[Difference]:
    """The cards on which a reader thought that the two differ, and they don't. Of other guesses nothing is said."""
    return [
        each
        for each in differences
        if each.how_far == SAME and guesses.get(each.card.id) and guesses[each.card.id] != each.mine
    ]


def are_many_apart(differences: Collection[Difference]) -> bool:
    """Whether the two differ on most of them: then support is one tap away."""
    return sum(each.how_far == APART for each in differences) > len(differences) / 2


def drawn(differences: Iterable[Difference]) -> list[str]:
    """How far apart each card is, as the picture has them: what is the same first, and who said what nowhere."""
    return sorted((each.how_far for each in differences), key=(SAME, CLOSE, APART, DASH).index)


def grouped(differences: Iterable[Difference]) -> list[Group]:
    """What differs first; groups without a card are left out."""
    found = list(differences)
    groups = (
        Group(how_far, title, tuple(each for each in found if each.how_far == how_far))
        for how_far, title in TITLES.items()
    )
    return [group for group in groups if group.differences]
