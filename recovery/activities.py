"""What the plan is made of: steps, activities, questions. Plain values, the same for everyone."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

TRACKS = ("hurt", "crossed", "both")
AT_ONCE, NEXT_MORNING = OPENINGS = ("at-once", "next-morning")
KINDS = ("read", "reflect", "sealed", "talk", "write", "practise", "decide", "shared", "agreement", "guided", "monthly")
QUESTION_KINDS = ("words", "line")
MONTHLY = "monthly"
OF_A_MONTH = re.compile(r"(?P<piece>.+)-(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")


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
class Question:
    """One thing that a piece asks. `in_person`: one may rather say it aloud, which folds it on both sides."""

    id: str
    kind: str
    prompts: Wording
    hints: Wording
    in_person: bool

    def prompt(self, track: str | None = None) -> str:
        return self.prompts.on(track)

    def hint(self, track: str | None = None) -> str:
        return self.hints.on(track)


@dataclass(frozen=True)
class Section:
    """A stretch of a reading: for everyone, or for one track."""

    track: str | None
    html: SafeString


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
    built: bool = False
    visibility: str | None = None
    opens: str | None = None
    library: bool = False
    covers: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[str, ...] = ()
    month: date | None = None
    """The first day of the month that this page is for."""

    def of_month(self, day: date) -> "Activity":
        """The page of a monthly piece for the month of `day`, with an id of its own."""
        title = f"{self.title}: {calendar.month_name[day.month]} {day.year}"
        return replace(self, id=f"{self.id}-{day:%Y-%m}", kind="reflect", title=title, month=day.replace(day=1))

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
class Catalogue:
    """The whole plan. `around` has no step; `my_part` is the path of someone who is here on their own."""

    steps: tuple[Step, ...]
    around: tuple[Activity, ...]
    my_part: tuple[Activity, ...]

    def activities(self) -> Iterator[Activity]:
        yield from self.around
        for step in self.steps:
            yield from step.pieces

    def activity(self, activity_id: str) -> Activity:
        """The piece of this id. Raises NoSuchActivity."""
        found = OF_A_MONTH.fullmatch(activity_id)
        for piece in self.activities():
            if piece.id == activity_id:
                return piece
            if found and piece.kind == MONTHLY and piece.id == found["piece"]:
                return piece.of_month(date(int(found["year"]), int(found["month"]), 1))
        raise NoSuchActivity(activity_id)

    @property
    def monthly(self) -> Activity | None:
        """The piece that comes anew each month, for one alone."""
        return next((piece for piece in self.activities() if piece.kind == MONTHLY), None)

    def step(self, step_id: str) -> Step:
        """The step of this id. Raises NoSuchStep."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NoSuchStep(step_id)
