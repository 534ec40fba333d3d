"""What is different between two texts, word by word. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, NEW, GONE = "kept", "new", "gone"
MOST_PAIRS = 20_000
# A word takes the space behind it along, so that a stretch of other words is one.
WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Run:
    """A stretch of words: in both texts, only in the later one, or only in the earlier one."""

    how: str
    text: str


def whole(before: str, after: str) -> tuple[Run, ...]:
    """What is one thing, such as a name or a day: as it was, and as it is now."""
    return tuple(Run(how, text) for how, text in ((GONE, before), (NEW, after)) if text)


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of both, in stretches that stand in both or in one of them; what is in both keeps the wider space. Of
    texts that repeat the same words over and over, only that all of it is another: comparing those takes seconds."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    same = _matcher([word.rstrip() for word in old], [word.rstrip() for word in new])
    if same is None:
        return whole(before, after)
    found = []
    for how, a, b, c, d in same.get_opcodes():
        if how == "equal":
            found.append(Run(KEPT, "".join(max(pair, key=len) for pair in zip(old[a:b], new[c:d], strict=True))))
            continue
        if b > a:
            found.append(Run(GONE, "".join(old[a:b])))
        if d > c:
            found.append(Run(NEW, "".join(new[c:d])))
    return tuple(found)


def likeness(before: str, after: str, *, least: float) -> float:
    """How much of their words the two share, in one order: from 0 to 1. What cannot come to `least`, or takes too long
    to be said, is 0."""
    old, new = before.split(), after.split()
    if not old and not new:
        return 1.0
    shared = sum((Counter(old) & Counter(new)).values())
    same = _matcher(old, new) if 2 * shared >= least * (len(old) + len(new)) else None
    return same.ratio() if same else 0.0


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str] | None:
    """Nothing where there are too many pairs of the same word: what a comparison costs grows with them."""
    counted = Counter(new)
    pairs = sum(counted[word] for word in old)
    return SequenceMatcher(None, old, new, autojunk=False) if pairs <= MOST_PAIRS else None
