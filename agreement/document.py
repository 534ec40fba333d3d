"""The text that two people sign, and its hash. Pure.

Canonical JSON: UTF-8, keys in alphabetical order, no spaces, nothing escaped that need not be. Whoever has an export
can make the same bytes and compare the SHA-256. A change of anything here is a new format. Format 1 has of each clause
its id, topic, for whom and text. Format 2 has besides how long it is meant to last, what "it depends" means in it, what
it is for, and what happens if it is crossed anyway. A text keeps the format that it was written in.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

FIRST_FORMAT, FORMAT = 1, 2
BOTH = "both"
NOW, GOOD = "now", "good"
FURTHER = ("depends", "purpose", "repair")


@dataclass(frozen=True)
class LineWords:
    """What somebody writes in one line, or what a text has of it, whichever row holds it. `for_whom` is "both", or the
    id of the one it is for; `lasts` is "now", "good", or nothing where a line was written before one could say."""

    text: str
    topic: str = ""
    for_whom: str = BOTH
    lasts: str = ""
    depends: str = ""
    purpose: str = ""
    repair: str = ""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "LineWords":
        """From what a row keeps of it."""
        return cls(**{part.name: str(body[part.name]) for part in fields(cls) if part.name in body})

    def body(self) -> dict[str, str]:
        """What a row keeps of it."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


@dataclass(frozen=True)
class Line:
    """One clause of the text."""

    id: UUID
    words: LineWords


@dataclass(frozen=True)
class Document:
    """Everything that is signed. `previous` is the hash of the version before; None for the first."""

    couple: UUID
    number: int
    previous: str | None
    salt: str
    preamble: str
    lines: tuple[Line, ...]
    review_on: date
    format: int = FORMAT

    def canonical(self) -> bytes:
        """The bytes that are hashed."""
        content: dict[str, Any] = {
            "format": self.format,
            "couple": str(self.couple),
            "number": self.number,
            "previous": self.previous,
            "salt": self.salt,
            "preamble": self.preamble,
            "clauses": [_as_json(line, self.format) for line in self.lines],
            "review_on": self.review_on.isoformat(),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


def _as_json(line: Line, version: int) -> dict[str, str]:
    words = line.words
    first = {"id": str(line.id), "topic": words.topic, "for": words.for_whom, "text": words.text}
    if version == FIRST_FORMAT:
        return first
    return {**first, "lasts": words.lasts, **{name: getattr(words, name) for name in FURTHER}}
