"""The text that two people sign, and its hash. Pure.

Canonical JSON, format 1: UTF-8, keys in alphabetical order, no spaces, nothing escaped that need not be. Whoever has an
export can make the same bytes and compare the SHA-256. A change of anything here is a new format.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from pages.days import full_day

FORMAT = 1
BOTH = "both"


@dataclass(frozen=True)
class LineWords:
    """What somebody writes in one line, or what a text has of it, whichever row holds it."""

    text: str
    topic: str = ""
    for_whom: str = BOTH


@dataclass(frozen=True)
class Line:
    """One clause of the text. `for_whom` is "both", or the id of the one it is for."""

    id: UUID
    topic: str
    for_whom: str
    text: str


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

    def canonical(self) -> bytes:
        """The bytes that are hashed."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "couple": str(self.couple),
            "number": self.number,
            "previous": self.previous,
            "salt": self.salt,
            "preamble": self.preamble,
            "clauses": [_as_json(line) for line in self.lines],
            "review_on": self.review_on.isoformat(),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()

    def shown(self) -> str:
        """The words alone, as the signing page keeps them, so that it can say what changed in between."""
        words = {
            "preamble": self.preamble,
            "clauses": [_as_json(line) for line in self.lines],
            "review_on": self.review_on.isoformat(),
        }
        return json.dumps(words, ensure_ascii=False)


@dataclass(frozen=True)
class Change:
    """One difference: `before` is empty for what is new, `after` for what is gone."""

    what: str
    before: str
    after: str


def changes_since(shown: str, document: Document) -> tuple[Change, ...]:
    """What is different between the words of an older page and the text now. None where that page said nonsense."""
    try:
        old: Mapping[str, Any] = json.loads(shown)
        before = {str(clause["id"]): _words(str(clause["topic"]), str(clause["text"])) for clause in old["clauses"]}
        preamble, review_on = str(old["preamble"]), date.fromisoformat(str(old["review_on"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    after = {str(line.id): _words(line.topic, line.text) for line in document.lines}
    changes = [Change(gettext("Name"), preamble, document.preamble)]
    changes += [
        Change(_name(key, before, after), before.get(key, ""), after.get(key, "")) for key in _keys(before, after)
    ]
    changes.append(Change(gettext("Review date"), full_day(review_on), full_day(document.review_on)))
    return tuple(change for change in changes if change.before != change.after)


def _as_json(line: Line) -> dict[str, str]:
    return {"id": str(line.id), "topic": line.topic, "for": line.for_whom, "text": line.text}


def _words(topic: str, text: str) -> str:
    return f"{topic}\n{text}" if topic else text


def _keys(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[str]:
    return [*before, *(key for key in after if key not in before)]


def _name(key: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    if key not in before:
        return gettext("A new line")
    return gettext("A deleted line") if key not in after else gettext("A changed line")
