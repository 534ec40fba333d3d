"""What is different between two signed texts, line by line and word by word. Pure.

A line has no id that outlives its text, so lines are matched by their words: those that are the same first, then each
of the others with the one most like it, if they share at least half their words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

from django.utils.translation import gettext_lazy as _

from pages.differences import GONE, KEPT, NEW, Run, likeness, runs, whole

from .document import BOTH, FURTHER, LineWords
from .labels import FOR_BOTH, FURTHER_LABELS, LASTS

CHANGED = "changed"
ALIKE = 0.5
Say = Callable[[str], str]
"""How it is said for whom a line is, where it is for one of the two. They are compared by their ids: two people may
have the same name."""
# Each part of a line besides its text, as it is called on a page; and what stands in a part for words of ours.
PARTS = {"topic": _("Topic"), "for_whom": _("For whom"), "lasts": _("How long"), **FURTHER_LABELS}
SAID = {("for_whom", BOTH): FOR_BOTH, **{("lasts", key): label for key, label in LASTS.items()}}


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


def compared(before: Sequence[LineWords], after: Sequence[LineWords], say: Say = str) -> list[Compared]:
    """The lines of the later text in their order, each beside what it was; then those that are gone."""
    left = list(before)
    earlier: dict[int, LineWords] = {}
    for place, line in enumerate(after):
        if line in left:
            left.remove(line)
            earlier[place] = line
    alike = sorted(
        (
            (-likeness(was.text, line.text, least=ALIKE), place, number)
            for place, line in enumerate(after)
            if place not in earlier
            for number, was in enumerate(left)
        ),
    )
    taken: set[int] = set()
    for minus, place, number in alike:
        if -minus >= ALIKE and place not in earlier and number not in taken:
            earlier[place] = left[number]
            taken.add(number)
    found = [line_compared(earlier.get(place), line, say) for place, line in enumerate(after)]
    return found + [_alone(GONE, was, say) for number, was in enumerate(left) if number not in taken]


def is_reordered(before: Sequence[LineWords], after: Sequence[LineWords]) -> bool:
    """Whether both have the very same lines, and in another order."""
    left = list(before)
    for line in after:
        if line not in left:
            return False
        left.remove(line)
    return not left and list(before) != list(after)


def line_compared(was: LineWords | None, line: LineWords, say: Say = str) -> Compared:
    """One line beside what it was, if it was anything, however little the two are alike."""
    if was is None:
        return _alone(NEW, line, say)
    if was == line:
        return Compared(KEPT, line.topic, (Run(KEPT, line.text),))
    return Compared(CHANGED, line.topic, runs(was.text, line.text), tuple(_parts(was, line, say)))


def _alone(how: str, line: LineWords, say: Say) -> Compared:
    """A line that stands in one of the two texts only. Its topic stands above it, and needs no part."""
    bare = LineWords(line.text, line.topic)
    parts = _parts(bare, line, say) if how == NEW else _parts(line, bare, say)
    return Compared(how, line.topic, (Run(how, line.text),), tuple(parts))


def _parts(was: LineWords, line: LineWords, say: Say) -> Iterator[Part]:
    for field in fields(LineWords):
        before, after = getattr(was, field.name), getattr(line, field.name)
        if field.name == "text" or before == after:
            continue
        if field.name in FURTHER:
            yield Part(str(PARTS[field.name]), runs(before, after))
        else:
            yield Part(str(PARTS[field.name]), whole(*(_said(field.name, value, say) for value in (before, after))))


def _said(name: str, value: str, say: Say) -> str:
    if name == "for_whom" and value != BOTH:
        return say(value)
    return str(SAID.get((name, value), value))
