"""The shape of the content files: which fields each has, and what they may hold."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import starmap
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage

from pages import visibility
from pages.content.fields import (
    COUNT,
    IN_ADDRESS,
    NAME,
    TEXT,
    TRUTH,
    Field,
    is_count,
    is_list,
    is_list_of_text,
    one_of,
    wrong_fields,
)
from recovery.plan import activities, folder, kinds
from recovery.plan.fields import OPTION, QUESTION

from .mistakes import mistake


def _is_kind(value: Any) -> bool:
    return isinstance(value, str) and (kinds.kind_named(value) is not None or value in kinds.TO_COME)


def _is_list_of_rows(value: Any) -> bool:
    """A piece may carry none of them: the pad is for whatever one likes."""
    return value == [] or is_list_of_text(value)


ENTRIES = Field(is_list, "a list of pieces")

STEP = {"id": NAME, "number": COUNT, "name": TEXT, "title": TEXT, "purpose": TEXT, "pieces": ENTRIES}
AROUND = {"pieces": ENTRIES, "my_part": Field(is_list_of_text, "a list of ids of pieces")}
ENTRY = {
    "id": NAME,
    "page": IN_ADDRESS,
    "title": TEXT,
    "kind": Field(_is_kind, "a kind that the plan has; README.md lists them"),
    "core": TRUTH,
    "minutes": COUNT,
    "sittings": Field(is_count, COUNT.says, required=False),
    "purpose": TEXT,
}
LIBRARY = {"pages": ENTRIES, "shelves": Field(is_list, "a list of shelves"), "say_little": TEXT}
OPEN_ENTRY = {name: ENTRY[name] for name in ("id", "page", "title", "minutes", "purpose")}
SHELF = {"id": NAME, "title": TEXT, "holds": Field(is_list_of_text, "a list of ids of pages and pieces")}
FINDS = {"finds": Field(TEXT.holds, "a text: what people look for, with commas", required=False)}
PIECE = {
    **FINDS,
    "covers": Field(_is_list_of_rows, "a list of rows, as in rows.yaml; it may be empty: []"),
    "visibility": one_of(visibility.VISIBILITIES, required=False),
    "opens": one_of(activities.OPENINGS, required=False),
    "library": Field(TRUTH.holds, TRUTH.says, required=False),
    "questions": Field(is_list, "a list of questions", required=False),
}


def shape(root: Path) -> Iterator[CheckMessage]:
    """What is wrong in the front matter of single files, field by field."""
    for path, spec in [(path, STEP) for path in folder.step_paths(root)] + [(root / "around.md", AROUND)]:
        yield from _page(path, spec, "pieces", ENTRY)
    yield from _page(root / folder.LIBRARY, LIBRARY, "pages", OPEN_ENTRY)
    yield from _shelves(root / folder.LIBRARY)
    for path in folder.library_paths(root):
        yield from _page(path, {"covers": PIECE["covers"], **FINDS}, "questions", QUESTION)
    own = {name: field for kind in kinds.all_kinds() for name, field in kind.fields.items()}
    for path in folder.piece_paths(root):
        yield from _page(path, {**PIECE, **own}, "questions", QUESTION)


def _page(path: Path, spec: Mapping[str, Field], rows: str, row_spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    """One file by `spec`, and each row of its list `rows` by `row_spec`."""
    try:
        meta = folder.read_page(path).meta
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield mistake(1, path.name, str(error))
        return
    yield from starmap(mistake, wrong_fields(path.name, meta, spec))
    listed = meta.get(rows)
    for place, row in enumerate(listed if isinstance(listed, list) else (), start=1):
        where = f"{path.name}, {rows} {place}"
        yield from _row(where, row, row_spec)
        for number, option in enumerate(_options(row), start=1):
            yield from _row(f"{where}, options {number}", option, OPTION)


def _shelves(path: Path) -> Iterator[CheckMessage]:
    with suppress(OSError, UnicodeError, folder.Unreadable):
        listed = folder.read_page(path).meta.get("shelves")
        for place, row in enumerate(listed if isinstance(listed, list) else (), start=1):
            yield from _row(f"{path.name}, shelves {place}", row, SHELF)


def _options(row: Any) -> list[Any]:
    options = row.get("options") if isinstance(row, dict) else None
    return options if isinstance(options, list) else []


def _row(where: str, row: Any, spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    if isinstance(row, dict):
        yield from starmap(mistake, wrong_fields(where, row, spec))
    else:
        yield mistake(1, where, "It is not a list of fields with their values.")
