"""What the plan is made of: steps, activities, questions. Plain values, the same for everyone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

TRACKS = ("hurt", "crossed", "both")
AT_ONCE, NEXT_MORNING = OPENINGS = ("at-once", "next-morning")
HEADING = re.compile("<h2>(.*?)</h2>")
QUESTION_KINDS = WORDS, LINE, SCALE, CHOICE = ("words", "line", "scale", "choice")


class NoSuchActivity(KeyError):
    """No step, and nothing around the plan, names a piece of this id."""


class NoSuchStep(KeyError):
    """The plan has no step of this id."""


@dataclass(frozen=True)
class Wording:
    """A text that may be worded differently for each track."""

    hurt: str = ""
    crossed: str = ""
    both: str = ""

    @classmethod
    def of(cls, text: str | Mapping[str, str]) -> "Wording":
        return cls(text, text, text) if isinstance(text, str) else cls(**text)

    def on(self, track: str | None) -> str:
        return {"hurt": self.hurt, "crossed": self.crossed}.get(track or "", self.both)


@dataclass(frozen=True)
class Option:
    """One of the answers to a choice; `about` says in a line what it means."""

    id: str
    label: str
    about: str = ""


@dataclass(frozen=True)
class Question:
    """One thing that a piece asks. `in_person`: one may rather say it aloud, which folds it on both sides.

    A scale is a number from 0 to 10, `ends` are the words at both; a sentence goes with it, which `words` asks for.
    """

    id: str
    kind: str
    prompts: Wording
    hints: Wording
    in_person: bool
    ends: tuple[str, ...] = ()
    words: str = ""
    options: tuple[Option, ...] = ()
    ready_made: str = ""
    """An answer that one tap puts in."""

    @property
    def sentence_id(self) -> str:
        """What the sentence of a scale is kept under, beside its number."""
        return f"{self.id}-words"

    @property
    def parts(self) -> tuple[str, ...]:
        """What its answer is kept under, in reading order: the sentence of a scale stands before its number. Each opens
        against its like, so that a sentence is never read for the price of a number."""
        return (self.sentence_id, self.id) if self.kind == SCALE else (self.id,)

    def prompt(self, track: str | None = None) -> str:
        return self.prompts.on(track)

    def hint(self, track: str | None = None) -> str:
        return self.hints.on(track)

    def label_of(self, option_id: str) -> str:
        """What stands on that option; nothing where it is no longer there."""
        return next((option.label for option in self.options if option.id == option_id), "")


@dataclass(frozen=True)
class Section:
    """A stretch of a reading: for everyone, or for one track. With a `summary` it is folded behind that."""

    track: str | None
    html: SafeString
    summary: str = ""

    @property
    def heading(self) -> str:
        """What stands above it; empty where nothing does."""
        found = HEADING.match(self.html)
        return unescape(strip_tags(found[1])) if found else self.summary


@dataclass(frozen=True)
class Activity:
    """A piece of the plan. Without a file of its own it is not `built`: it has its place, and says so. `page` is the
    number in its address."""

    id: str
    page: int
    step: str | None
    kind: str
    title: str
    purpose: str
    core: bool
    minutes: int
    sittings: int = 1
    """How often it is done in the course of the plan; `minutes` are those of one."""
    built: bool = False
    visibility: str | None = None
    opens: str | None = None
    library: bool = False
    finds: str = ""
    """What people look for who mean it, where its text says it in other words."""
    covers: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    """What its file says in the fields that only its own kind knows."""
    variant: str = ""
    """What its id ends with, where it is one of several pages that a piece has, as one for each month."""
    variant_name: str = ""

    @property
    def minutes_in_all(self) -> int:
        return self.minutes * self.sittings

    @property
    def headings(self) -> list[str]:
        """Those of its text, in their order, but for what stands folded."""
        return [section.heading for section in self.sections if section.heading and not section.summary]

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that have a section of their own in the reading."""
        return tuple(section.track for section in self.sections if section.track)


@dataclass(frozen=True)
class Step:
    """One of the five stones: its pieces in the order in which they are suggested."""

    id: str
    number: int
    name: str
    title: str
    purpose: str
    introduction: SafeString
    pieces: tuple[Activity, ...]

    @property
    def core_pieces(self) -> tuple[Activity, ...]:
        return tuple(piece for piece in self.pieces if piece.core)


@dataclass(frozen=True)
class Shelf:
    """A group of the library, in reading order: pages of its own, and pieces of the plan that anyone may read."""

    title: str
    pieces: tuple[Activity, ...]


@dataclass(frozen=True)
class Order:
    """What Today brings: ids of pieces, by track and week. A week is one's own progress, never the calendar.
    `first_for_two` is what two begin with on the day on which they become two; `after_first_opening` is what comes next
    on the page where they read each other for the first time."""

    first_for_two: str
    after_first_opening: str
    weeks: tuple[Mapping[str, tuple[str, ...]], ...]

    def of(self, track: str) -> Iterator[str]:
        """All weeks in a row."""
        for week in self.weeks:
            yield from week.get(track, week["both"])


@dataclass(frozen=True)
class Catalogue:
    """The whole plan. `around` has no step; `my_part` is the path of someone who is here on their own; `pages` are
    those of the library that are no pieces of the plan."""

    steps: tuple[Step, ...]
    around: tuple[Activity, ...]
    my_part: tuple[Activity, ...]
    order: Order
    pages: tuple[Activity, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    say_little: frozenset[str] = frozenset()
    """Words that a search passes over."""

    def activities(self) -> Iterator[Activity]:
        yield from self.around
        for step in self.steps:
            yield from step.pieces

    def activity(self, activity_id: str) -> Activity:
        """The piece or the page of this id. Raises NoSuchActivity."""
        for piece in (*self.activities(), *self.pages):
            if piece.id == activity_id:
                return piece
        raise NoSuchActivity(activity_id)

    def step(self, step_id: str) -> Step:
        """The step of this id. Raises NoSuchStep."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NoSuchStep(step_id)
