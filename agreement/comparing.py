"""What is different between two signed texts, line by line and word by word. Pure.

A line has no id that outlives its text, so lines are matched by their words: those that are the same first, then each
of the others with the one most like it, if they share at least half their words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .document import LineWords

KEPT, CHANGED, NEW, GONE = "kept", "changed", "new", "gone"
ALIKE = 0.5
# A word takes the space behind it along, so that a stretch of other words is one.
WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Run:
    """A stretch of words: in both texts, only in the later one, or only in the earlier one."""

    how: str
    text: str


@dataclass(frozen=True)
class Compared:
    """One line: how it fared, its topic as it is now, and its words in stretches."""

    how: str
    topic: str
    runs: tuple[Run, ...]


def compared(before: Sequence[LineWords], after: Sequence[LineWords]) -> list[Compared]:
    """The lines of the later text in their order, each beside what it was; then those that are gone."""
    left = list(before)
    earlier: dict[int, LineWords] = {}
    for place, line in enumerate(after):
        if line in left:
            left.remove(line)
            earlier[place] = line
    likeness = sorted(
        (
            (-_likeness(was.text, line.text), place, number)
            for place, line in enumerate(after)
            if place not in earlier
            for number, was in enumerate(left)
        ),
    )
    taken: set[int] = set()
    for minus, place, number in likeness:
        if -minus >= ALIKE and place not in earlier and number not in taken:
            earlier[place] = left[number]
            taken.add(number)
    found = [_line(earlier.get(place), line) for place, line in enumerate(after)]
    gone = [was for number, was in enumerate(left) if number not in taken]
    return found + [Compared(GONE, was.topic, (Run(GONE, was.text),)) for was in gone]


def _line(was: LineWords | None, line: LineWords) -> Compared:
    if was is None:
        return Compared(NEW, line.topic, (Run(NEW, line.text),))
    if was == line:
        return Compared(KEPT, line.topic, (Run(KEPT, line.text),))
    return Compared(CHANGED, line.topic, tuple(runs(was.text, line.text)))


def runs(before: str, after: str) -> list[Run]:
    """The words of both, in stretches that stand in both or in one of them; what is in both keeps the wider space."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found = []
    same = SequenceMatcher(None, [word.rstrip() for word in old], [word.rstrip() for word in new], autojunk=False)
    for how, a, b, c, d in same.get_opcodes():
        if how == "equal":
            found.append(Run(KEPT, "".join(max(pair, key=len) for pair in zip(old[a:b], new[c:d], strict=True))))
            continue
        if b > a:
            found.append(Run(GONE, "".join(old[a:b])))
        if d > c:
            found.append(Run(NEW, "".join(new[c:d])))
    return found


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()
