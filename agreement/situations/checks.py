"""System checks over the deck: what somebody who writes or translates a card may have mistyped, in words.

Each file is looked at by itself first; only where all are well shaped are they held beside each other, and only then do
the files in other languages follow.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import starmap
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, register

from pages.content.fields import IN_ADDRESS, NAME, TEXT, Field, is_list, is_list_of_text, wrong_fields
from pages.content.translated import LANGUAGES, strays

from . import deck

README = "agreement/situations/README.md describes every field."
FEWEST, MOST = 3, 5

TOPIC = {
    "number": IN_ADDRESS,
    "title": TEXT,
    "cards": Field(lambda value: is_list(value) and FEWEST <= len(value) <= MOST, "three to five cards"),
}
CARD = {
    "id": NAME,
    "title": TEXT,
    "text": TEXT,
    "covers": Field(
        lambda value: value == [] or is_list_of_text(value), "a list of rows, as in rows.yaml; it may be empty: []"
    ),
    "notes": Field(
        lambda value: is_list_of_text(value) and len(value) == len(set(value)) == 2,
        "two answers that two decent people might give, different ones",
    ),
}


@register("content")
def check_deck(**_: Any) -> list[CheckMessage]:
    """What `manage.py check` runs over our own deck."""
    return problems_in(deck.FOLDER)


def problems_in(folder: Path) -> list[CheckMessage]:
    """Everything that is wrong in the folder of a deck."""
    paths = deck.topic_paths(folder)
    shape = [problem for path in paths for problem in _file(path)]
    return shape or list(_twice(folder)) or list(_languages(folder))


def _mistake(number: int, where: str, what: str, hint: str = README) -> Error:
    return Error(f"{where}: {what}", hint=hint, id=f"agreement.E{number:03}")


def _file(path: Path) -> Iterator[CheckMessage]:
    try:
        said = deck.read_file(path)
    except deck.Unreadable as error:
        yield _mistake(1, path.name, str(error))
        return
    if not NAME.holds(path.stem):
        yield _mistake(4, path.name, "The name of the file will not do.", f"Make it {NAME.says}.")
    yield from starmap(_mistake, wrong_fields(path.name, said, TOPIC))
    cards = said.get("cards")
    for place, card in enumerate(cards if isinstance(cards, list) else (), start=1):
        where = f"{path.name}, cards {place}"
        if isinstance(card, dict):
            yield from starmap(_mistake, wrong_fields(where, card, CARD))
        else:
            yield _mistake(1, where, "It is not a list of fields with their values.")


def _twice(folder: Path) -> Iterator[CheckMessage]:
    topics = list(deck.read_topics(folder))
    for number, count in Counter(topic.number for topic in topics).items():
        if count > 1:
            files = ", ".join(f"{topic.id}.yaml" for topic in topics if topic.number == number)
            yield _mistake(5, files, f"They have one number, {number}.", "Give each its own: it stands in addresses.")
    for topic in topics:
        for card, count in Counter(card.id for card in topic.cards).items():
            if count > 1:
                yield _mistake(6, f"{topic.id}.yaml", f"It has two cards {card!r}.", "Give each its own id.")


def _languages(folder: Path) -> Iterator[CheckMessage]:
    for path in sorted((folder / LANGUAGES).glob("*/*")):
        where, ours = str(path.relative_to(folder)), folder / path.name
        if ours not in deck.topic_paths(folder):
            yield _mistake(7, where, "There is no English file of this name.", "Name it like the one it translates.")
            continue
        try:
            theirs = deck.read_file(path)
        except deck.Unreadable as error:
            yield _mistake(1, where, str(error))
            continue
        for stray in strays(deck.read_file(ours), theirs):
            hint = "Translate title and text; everything else is the English file's, and may be left out."
            yield _mistake(8, where, f"{stray}: the English file has no such thing.", hint)
