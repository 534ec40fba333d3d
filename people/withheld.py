"""Earlier words, withheld from their own author: what was written before a password was reset by mail, for 72 hours.

Who reads somebody's mail can reset their password; what they find then is withheld. Writing and sealing go on: what is
written meanwhile is kept in front, marked with that reset, and can be read. What stood there before is laid beneath it
in the same body (`before`) and comes back when the time is over.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

Words = Mapping[str, Any]
Body = Mapping[str, Any]


class Author(Protocol):
    """Whose words they are, as `Person` is."""

    reset_at: Any

    @property
    def withheld_until(self) -> datetime | None: ...


class Written(Protocol):
    """A row of one person's own words, as `PersonRow` is."""

    body: Any

    @property
    def is_withheld(self) -> bool: ...
    @property
    def all_words(self) -> Words: ...
    @property
    def says_something(self) -> bool: ...


def is_withheld(author: Author, body: Body) -> bool:
    """Whether the words of that body are of before the author's reset, and its 72 hours are not over."""
    return author.withheld_until is not None and body.get("reset", "") != mark_of(author)


def body_with(author: Author, words: Words, *rows: Written | None) -> dict[str, Any]:
    """The body that keeps `words` in front of what `rows` hold: those of them which are replaced are laid beneath, when
    the author cannot read them now."""
    before: list[Words] = []
    for row in rows:
        if row is not None and row.body:
            before += row.body.get("before", [])
            if row.is_withheld and row.says_something:
                before.append(row.all_words)
    body: dict[str, Any] = {"words": dict(words)}
    if before:
        body["before"] = before
    if mark := mark_of(author):
        body["reset"] = mark
    return body


def laid_beneath(front: Written, older: Written) -> dict[str, Any]:
    """The body of `front` with all that `older` holds beneath it."""
    return {
        **front.body,
        "before": [*older.body.get("before", []), older.all_words, *front.body.get("before", [])],
    }


def mark_of(author: Author) -> str:
    """What a body that is written now holds besides its words, so that they stay readable in those 72 hours."""
    return author.reset_at.isoformat() if author.reset_at and author.withheld_until else ""
