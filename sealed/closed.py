"""What was written before a password was reset by mail stays closed to its own reader for 72 hours.

Who reads somebody's mail can reset their password; what they find then is closed. Drafting and sealing go on: what is
written meanwhile is kept in front, marked with that reset, and can be read. What stood there before is laid beneath it
in the same body (`before`) and comes back when the time is over.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from people.models import Person

from .folding import Words, says_something
from .models import Answer, Draft

Body = Mapping[str, Any]


class Written(Protocol):
    """A row of one person's own words."""

    body: Any

    @property
    def person(self) -> Person: ...


def is_closed(row: Written | None) -> bool:
    """Whether its author may not read the words of this row now."""
    if row is None or row.person.withheld_until is None:
        return False
    return bool(row.body.get("reset", "") != _mark_of(row.person))


def holds_closed(row: Written | None) -> bool:
    """Whether there is something in this row that its author may not read now, in front or beneath: then nobody may
    destroy it either."""
    if row is None or row.person.withheld_until is None:
        return False
    return is_closed(row) or bool(row.body.get("before"))


def laid_beneath(draft: Draft, answer: Answer) -> dict[str, Any]:
    """The body of `draft` with all that `answer` holds beneath it."""
    older, newer = answer.body.get("before", []), draft.body.get("before", [])
    return {**draft.body, "before": [*older, answer.body.get("words", {}), *newer]}


def before_of(row: Draft | Answer | None) -> list[Words]:
    """What was written there before a reset, the oldest first: empty while that is closed."""
    if row is None or row.person.withheld_until is not None:
        return []
    return list(row.body.get("before", []))


def body_with(person: Person, words: Words, *rows: Draft | Answer | None) -> dict[str, Any]:
    """The body that keeps `words` in front of what `rows` hold: those of them which are replaced are laid beneath, when
    the person cannot read them now."""
    before: list[Words] = []
    for row in rows:
        if row is not None and row.body:
            before += row.body.get("before", [])
            if is_closed(row) and says_something(row.body["words"]):
                before.append(row.body["words"])
    body: dict[str, Any] = {"words": dict(words)}
    if before:
        body["before"] = before
    if mark := _mark_of(person):
        body["reset"] = mark
    return body


def since_reset(person: Person) -> dict[str, str]:
    """What a body holds besides its words, so that they stay readable to who writes them in those 72 hours."""
    mark = _mark_of(person)
    return {"reset": mark} if mark else {}


def _mark_of(person: Person) -> str:
    return person.reset_at.isoformat() if person.reset_at and person.withheld_until else ""
