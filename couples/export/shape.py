"""What a room hands over for an export: sections of items. Plain, so that JSON and HTML say the same. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from pages.days import full_day

YOU = "you"


@dataclass(frozen=True)
class Said:
    """One thing said under one question. `by` is "you" or the name of the other; `in_person`: kept for saying aloud."""

    prompt: str
    text: str
    by: str = YOU
    in_person: bool = False


@dataclass(frozen=True)
class Signed:
    """A name under a text, and the day."""

    name: str
    day: str


@dataclass(frozen=True)
class Paper:
    """A text signed by both. SHA-256 of `canonical`, as UTF-8, is `sha256`: it can be checked without this server.

    `names` says who the ids in it are, and `labels` what the parts of its lines are called in words."""

    canonical: str
    sha256: str
    signatures: tuple[Signed, ...]
    names: Mapping[str, str]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """One piece of writing, or one fact. `day` is an ISO date, or empty; so is `visibility` where nobody wrote."""

    title: str
    day: str = ""
    visibility: str = ""
    said: tuple[Said, ...] = ()
    note: str = ""
    paper: Paper | None = None


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Item, ...]


@dataclass(frozen=True)
class Room:
    """Everything one room has of a person. Sections without items are left out."""

    name: str
    title: str
    sections: tuple[Section, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        sections = [asdict(section) for section in self.sections if section.entries]
        return {"room": self.name, "title": self.title, "sections": sections}


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def in_words(day: date) -> str:
    """14 May 2027: for what is read, where it stands inside a sentence."""
    return full_day(day)
