"""The deck as its files say it: topics, and the cards of each. The same for everybody; README.md describes a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from pages.content.translated import ENGLISH, LANGUAGES, laid_over

FOLDER = Path(__file__).parent
OWN = "own-"


class Unreadable(ValueError):
    """What is wrong with a topic's file, as a sentence."""


class NoSuchTopic(KeyError):
    """No topic has that number, or that id."""


@dataclass(frozen=True)
class Card:
    """One situation. `notes` are its writer's proof that two decent people may differ, and never on the card."""

    id: str
    title: str
    text: str
    covers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_own: bool = False
    """Written by one of the two, and not by us: it stands behind the veil, and is translated nowhere."""

    @property
    def row_id(self) -> str:
        """The id of the row of one that is own."""
        return self.id.removeprefix(OWN)


@dataclass(frozen=True)
class Topic:
    """A handful of cards. Answers are kept under `id`; `number` stands in its addresses, which tell nothing."""

    id: str
    number: int
    title: str
    cards: tuple[Card, ...]


def topics() -> tuple[Topic, ...]:
    """In their order, in the language that is spoken."""
    return _read(FOLDER, get_language() or ENGLISH)


def topic(number: int) -> Topic:
    """The topic of that number. Raises NoSuchTopic."""
    found = next((topic for topic in topics() if topic.number == number), None)
    if found is None:
        raise NoSuchTopic(number)
    return found


def topic_named(topic_id: str) -> Topic:
    """The topic of that id. Raises NoSuchTopic."""
    found = next((topic for topic in topics() if topic.id == topic_id), None)
    if found is None:
        raise NoSuchTopic(topic_id)
    return found


@lru_cache
def _read(folder: Path, language: str) -> tuple[Topic, ...]:
    return tuple(sorted(read_topics(folder, language), key=lambda topic: topic.number))


def read_topics(folder: Path, language: str = ENGLISH) -> Iterator[Topic]:
    """The topics of a folder, each with the texts of `languages/<language>/` where there are some."""
    for path in topic_paths(folder):
        said, theirs = read_file(path), folder / LANGUAGES / language / path.name
        if language != ENGLISH and theirs.exists():
            said = laid_over(said, read_file(theirs))
        cards = tuple(_card(card) for card in said["cards"])
        yield Topic(path.stem, said["number"], said["title"], cards)


def topic_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def read_file(path: Path) -> Mapping[str, Any]:
    """The fields of a topic's file. Raises Unreadable."""
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise Unreadable(f"It cannot be read: {error}") from error
    if not isinstance(said, dict):
        raise Unreadable("It is not a list of fields with their values.")
    return said


def _card(said: Mapping[str, Any]) -> Card:
    return Card(said["id"], said["title"], said["text"], tuple(said["covers"]), tuple(said["notes"]))
