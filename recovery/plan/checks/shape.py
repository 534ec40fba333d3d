"""The shape of the content files: which fields each has, and what they may hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage

from pages import visibility
from recovery.plan import activities, folder, kinds

from .mistakes import mistake


@dataclass(frozen=True)
class Field:
    """What a field of the front matter may hold, and how to say so."""

    holds: Callable[[Any], bool]
    says: str
    required: bool = True


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def is_list_of_text(value: Any) -> bool:
    return _is_list(value) and all(_is_text(item) for item in value)


def _is_wording(value: Any) -> bool:
    return _is_text(value) or (
        isinstance(value, dict) and set(value) == set(activities.TRACKS) and all(map(_is_text, value.values()))
    )


def _one_of(choices: Iterable[str], required: bool = True) -> Field:
    allowed = tuple(choices)
    return Field(lambda value: value in allowed, f"one of: {', '.join(allowed)}", required)


def _is_kind(value: Any) -> bool:
    return isinstance(value, str) and (kinds.kind_named(value) is not None or value in kinds.TO_COME)


TEXT = Field(_is_text, "a text")
NAME = Field(_is_name, "a name in small letters, figures and hyphens")
COUNT = Field(_is_count, "a whole number above 0")
PAGE = Field(lambda value: _is_count(value) and value < 10_000, "a whole number from 1 to 9999")
TRUTH = Field(lambda value: isinstance(value, bool), "true or false")
ENTRIES = Field(_is_list, "a list of pieces")

STEP = {"id": NAME, "number": COUNT, "name": TEXT, "title": TEXT, "purpose": TEXT, "pieces": ENTRIES}
AROUND = {"pieces": ENTRIES, "my_part": Field(is_list_of_text, "a list of ids of pieces")}
ENTRY = {
    "id": NAME,
    "page": PAGE,
    "title": TEXT,
    "kind": Field(_is_kind, "a kind that the plan has; README.md lists them"),
    "core": TRUTH,
    "minutes": COUNT,
    "purpose": TEXT,
}
PIECE = {
    "covers": Field(is_list_of_text, "a list of rows, as in rows.yaml"),
    "visibility": _one_of(visibility.VISIBILITIES, required=False),
    "opens": _one_of(activities.OPENINGS, required=False),
    "library": Field(lambda value: isinstance(value, bool), "true or false", required=False),
    "questions": Field(_is_list, "a list of questions", required=False),
}
QUESTION = {
    "id": NAME,
    "kind": _one_of(activities.QUESTION_KINDS),
    "prompt": Field(_is_wording, f"a text, or one for each of: {', '.join(activities.TRACKS)}"),
    "hint": Field(_is_wording, f"a text, or one for each of: {', '.join(activities.TRACKS)}", required=False),
}


def shape(root: Path) -> Iterator[CheckMessage]:
    """What is wrong in the front matter of single files, field by field."""
    for path, spec in [(path, STEP) for path in folder.step_paths(root)] + [(root / "around.md", AROUND)]:
        yield from _page(path, spec, "pieces", ENTRY)
    for path in folder.piece_paths(root):
        yield from _page(path, PIECE, "questions", QUESTION)


def _page(path: Path, spec: Mapping[str, Field], rows: str, row_spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    """One file by `spec`, and each row of its list `rows` by `row_spec`."""
    try:
        meta = folder.read_page(path).meta
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield mistake(1, path.name, str(error))
        return
    yield from _fields(path.name, meta, spec)
    listed = meta.get(rows)
    for place, row in enumerate(listed if isinstance(listed, list) else (), start=1):
        where = f"{path.name}, {rows} {place}"
        if isinstance(row, dict):
            yield from _fields(where, row, row_spec)
        else:
            yield mistake(1, where, "It is not a list of fields with their values.")


def _fields(where: str, meta: Mapping[str, Any], spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    for name, field in spec.items():
        if name not in meta:
            if field.required:
                yield mistake(2, where, f"The field {name!r} is missing.", f"Add it: {field.says}.")
        elif not field.holds(meta[name]):
            yield mistake(4, where, f"{name}: {meta[name]!r} will not do.", f"Make it {field.says}.")
    for name in meta:
        if name not in spec:
            yield mistake(3, where, f"Nobody knows a field {name!r}.", f"Known here: {', '.join(spec)}.")
