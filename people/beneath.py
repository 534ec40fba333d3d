"""Words that lie beneath others in the same row: nothing that one of two does may lose what the other wrote."""

from collections.abc import Mapping
from typing import Any, Protocol

Words = Mapping[str, Any]


class Written(Protocol):
    """A row of one person's own words, as `PersonRow` is."""

    body: Any

    @property
    def all_words(self) -> Words: ...


def body_with(words: Words, *rows: Written | None) -> dict[str, Any]:
    """The body that keeps `words` in front of what already lies beneath in `rows`."""
    before = [earlier for row in rows if row is not None and row.body for earlier in row.body.get("before", [])]
    body: dict[str, Any] = {"words": dict(words)}
    return {**body, "before": before} if before else body


def laid_beneath(front: Written, older: Written) -> dict[str, Any]:
    """The body of `front` with all that `older` holds beneath it."""
    return {
        **front.body,
        "before": [*older.body.get("before", []), older.all_words, *front.body.get("before", [])],
    }
