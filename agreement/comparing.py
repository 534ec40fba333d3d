"""What is different between two signed texts, line by line and word by word. Pure.

A line has no id that outlives its text, so lines are matched by their words: those that are the same first, then each
of the others with the one most like it, if they share at least half their words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from .document import BOTH, FURTHER, LineWords
from .labels import FOR_BOTH, FURTHER_LABELS, LASTS

KEPT, CHANGED, NEW, GONE = "kept", "changed", "new", "gone"
ALIKE = 0.5
MOST_PAIRS = 20_000
# A word takes the space behind it along, so that a stretch of other words is one.
WORDS = re.compile(r"\S+\s*|\s+")
# Each part of a line besides its text, as it is called on a page; and what stands in a part for words of ours.
PARTS = {"topic": _("Topic"), "for_whom": _("For whom"), "lasts": _("How long"), **FURTHER_LABELS}
SAID = {("for_whom", BOTH): FOR_BOTH, **{("lasts", key): label for key, label in LASTS.items()}}


@dataclass(frozen=True)
class Run:
    """A stretch of words: in both texts, only in the later one, or only in the earlier one."""

    how: str
    text: str


@dataclass(frozen=True)
class Part:
    """What else of a line is different: what that is called, and its words in stretches."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Compared:
    """One line: how it fared, its topic as it is now, its words in stretches, and what else of it is different."""

    how: str
    topic: str
    runs: tuple[Run, ...]
    parts: tuple[Part, ...] = ()

    @property
    def is_text_changed(self) -> bool:
        return any(run.how != KEPT for run in self.runs)


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
    found = [line_compared(earlier.get(place), line) for place, line in enumerate(after)]
    return found + [_alone(GONE, was) for number, was in enumerate(left) if number not in taken]


def is_reordered(before: Sequence[LineWords], after: Sequence[LineWords]) -> bool:
    """Whether both have the very same lines, and in another order."""
    left = list(before)
    for line in after:
        if line not in left:
            return False
        left.remove(line)
    return not left and list(before) != list(after)


def line_compared(was: LineWords | None, line: LineWords) -> Compared:
    """One line beside what it was, if it was anything, however little the two are alike."""
    if was is None:
        return _alone(NEW, line)
    if was == line:
        return Compared(KEPT, line.topic, (Run(KEPT, line.text),))
    return Compared(CHANGED, line.topic, tuple(runs(was.text, line.text)), tuple(_parts(was, line)))


def _alone(how: str, line: LineWords) -> Compared:
    """A line that stands in one of the two texts only. Its topic stands above it, and needs no part."""
    bare = LineWords(line.text, line.topic)
    parts = _parts(bare, line) if how == NEW else _parts(line, bare)
    return Compared(how, line.topic, (Run(how, line.text),), tuple(parts))


def _parts(was: LineWords, line: LineWords) -> Iterator[Part]:
    for field in fields(LineWords):
        before, after = (_said(field.name, getattr(each, field.name)) for each in (was, line))
        if field.name != "text" and before != after:
            stretches = tuple(runs(before, after)) if field.name in FURTHER else whole(before, after)
            yield Part(str(PARTS[field.name]), stretches)


def _said(name: str, value: str) -> str:
    return str(SAID.get((name, value), value))


def whole(before: str, after: str) -> tuple[Run, ...]:
    """What is one thing, such as a name or a day: as it was, and as it is now."""
    return tuple(Run(how, text) for how, text in ((GONE, before), (NEW, after)) if text)


def runs(before: str, after: str) -> list[Run]:
    """The words of both, in stretches that stand in both or in one of them; what is in both keeps the wider space. Of
    texts that repeat the same words over and over, only that all of it is another: comparing those takes seconds."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if _pairs(old, new) > MOST_PAIRS:
        return list(whole(before, after))
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


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of the same word there are: what a comparison costs grows with them."""
    counted = Counter(word.rstrip() for word in new)
    return sum(counted[word.rstrip()] for word in old)


def _likeness(before: str, after: str) -> float:
    old, new = before.split(), after.split()
    in_both = sum((Counter(old) & Counter(new)).values())
    at_most = 2 * in_both / (len(old) + len(new)) if old or new else 1.0
    if at_most < ALIKE or _pairs(old, new) > MOST_PAIRS:
        return at_most if at_most < ALIKE else 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
