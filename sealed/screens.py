"""One question a screen: what stands on which, as it is written and as it is first read. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .folding import Words, in_person, is_blank, value_of
from .piece import Pair, Piece


@dataclass(frozen=True)
class Screen:
    """One of the screens on which a piece is written."""

    number: int
    of: int
    questions: tuple[str, ...]
    minutes: int
    """About how long the rest of the piece takes, this screen with it."""

    @property
    def asks(self) -> str:
        """What it asks, as its form says it: a page from before a change of the piece is known by it."""
        return " ".join(self.questions)

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.of


def screens_of(piece: Piece) -> Iterator[Screen]:
    """All of them, in their order."""
    groups = piece.screens
    for number, questions in enumerate(groups, start=1):
        left = (len(groups) - number + 1) / len(groups)
        yield Screen(number, len(groups), questions, max(1, math.ceil(piece.minutes * left)))


def named(piece: Piece, number: str | None) -> Screen | None:
    """The screen of that number, as an address or a form says it; None where there is none."""
    return next((screen for screen in screens_of(piece) if str(screen.number) == number), None)


def last_written(piece: Piece, words: Words) -> Screen:
    """The last screen with something on it: there its writer stopped. The first, where nothing is written."""
    screens = list(screens_of(piece))
    return next((screen for screen in reversed(screens) if _says_something(screen, words)), screens[0])


def _says_something(screen: Screen, words: Words) -> bool:
    return any(in_person(words, each) or not is_blank(value_of(words, each)) for each in screen.questions)


@dataclass(frozen=True)
class OpenedScreen:
    """What was asked on one screen, as both answers to it are first read."""

    number: int
    of: int
    pairs: list[Pair]

    @property
    def following(self) -> int:
        """The number of the next; 0 after the last."""
        return 0 if self.number == self.of else self.number + 1


def opened(piece: Piece, pairs: list[Pair], number: str | None) -> OpenedScreen | None:
    """The screen of that number among those on which there is anything to read. None where there is none, where it
    would be the only one, and of a piece that opens whole."""
    readable = [pair for pair in pairs if pair.has_words] if piece.opens_one_by_one else []
    groups = [list(group) for _, group in groupby(readable, lambda pair: piece.screen_of(pair.question))]
    screens = [OpenedScreen(place, len(groups), group) for place, group in enumerate(groups, start=1)]
    return next((screen for screen in screens if screen.of > 1 and str(screen.number) == number), None)
