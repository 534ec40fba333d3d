"""The rounds in which a topic is rated, and what ratings of one are kept under: agreement:topic-exes-1. Pure.

A new round is another piece, kept beside the first. Round 0 is rated by somebody who is here on their own, and never
sealed.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .models import ROOM

ALONE = 0
_ID = re.compile(rf"{ROOM}:topic-(?P<topic>[a-z-]+)-(?P<round>\d{{1,4}})", re.ASCII)


class Round(NamedTuple):
    """A round of a topic, which stands here by its id."""

    topic: str
    number: int

    @property
    def key(self) -> str:
        return f"topic-{self.topic}-{self.number}"

    @property
    def id(self) -> str:
        return f"{ROOM}:{self.key}"

    def before(self) -> "list[Round]":
        """Those that two have rated before it, the first one first."""
        return [Round(self.topic, number) for number in range(1, self.number)]


def round_of(piece_id: str) -> Round | None:
    """The round of that id; None where it is the id of something else."""
    found = _ID.fullmatch(piece_id)
    return Round(found["topic"], int(found["round"])) if found else None


def newest(topic: str, piece_ids: Iterable[str]) -> int:
    """The number of the newest round of that topic among those ids; 0 where none is."""
    rounds = (round_of(each) for each in piece_ids)
    return max((each.number for each in rounds if each and each.topic == topic), default=0)
