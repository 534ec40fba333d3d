"""System checks over the content folder: what a counsellor or a translator may have mistyped, in words.

First the shape of every file (E001 to E004); only what is well shaped is read into a plan and checked for sense.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.checks import CheckMessage, Error, register

from pages import visibility

from . import activities, folder, kinds
from .activities import Activity, Catalogue
from .catalogue import CONTENT

LONGEST = 30
README = "recovery/content/README.md describes every field."
TODAY = "today.yaml"


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


def _is_list_of_text(value: Any) -> bool:
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
TRUTH = Field(lambda value: isinstance(value, bool), "true or false")
ENTRIES = Field(_is_list, "a list of pieces")

STEP = {"id": NAME, "number": COUNT, "name": TEXT, "title": TEXT, "purpose": TEXT, "pieces": ENTRIES}
AROUND = {"pieces": ENTRIES, "my_part": Field(_is_list_of_text, "a list of ids of pieces")}
ENTRY = {
    "id": NAME,
    "page": COUNT,
    "title": TEXT,
    "kind": Field(_is_kind, "a kind that the plan has; README.md lists them"),
    "core": TRUTH,
    "minutes": COUNT,
    "purpose": TEXT,
}
PIECE = {
    "covers": Field(_is_list_of_text, "a list of rows, as in rows.yaml"),
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


@register("content")
def check_content(**_: Any) -> list[CheckMessage]:
    """What `manage.py check` runs over our own content."""
    return problems_in(CONTENT)


def problems_in(root: Path) -> list[CheckMessage]:
    """Everything that is wrong in the content folder `root`."""
    return list(_shape(root)) or list(_sense(root))


def _error(number: int, where: str, what: str, hint: str = README) -> Error:
    return Error(f"{where}: {what}", hint=hint, id=f"recovery.E{number:03}")


# The shape of the files


def _shape(root: Path) -> Iterator[CheckMessage]:
    for path, spec in [(path, STEP) for path in folder.step_paths(root)] + [(root / "around.md", AROUND)]:
        yield from _page(path, spec, "pieces", ENTRY)
    for path in folder.piece_paths(root):
        yield from _page(path, PIECE, "questions", QUESTION)


def _page(path: Path, spec: Mapping[str, Field], rows: str, row_spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    """One file by `spec`, and each row of its list `rows` by `row_spec`."""
    try:
        meta = folder.read_page(path).meta
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield _error(1, path.name, str(error))
        return
    yield from _fields(path.name, meta, spec)
    listed = meta.get(rows)
    for place, row in enumerate(listed if isinstance(listed, list) else (), start=1):
        where = f"{path.name}, {rows} {place}"
        if isinstance(row, dict):
            yield from _fields(where, row, row_spec)
        else:
            yield _error(1, where, "It is not a list of fields with their values.")


def _fields(where: str, meta: Mapping[str, Any], spec: Mapping[str, Field]) -> Iterator[CheckMessage]:
    for name, field in spec.items():
        if name not in meta:
            if field.required:
                yield _error(2, where, f"The field {name!r} is missing.", f"Add it: {field.says}.")
        elif not field.holds(meta[name]):
            yield _error(4, where, f"{name}: {meta[name]!r} will not do.", f"Make it {field.says}.")
    for name in meta:
        if name not in spec:
            yield _error(3, where, f"Nobody knows a field {name!r}.", f"Known here: {', '.join(spec)}.")


# What the files say together


def _sense(root: Path) -> Iterator[CheckMessage]:
    rows = yaml.safe_load((root / "rows.yaml").read_text("utf-8"))
    ids = _named_ids(root)
    yield from _doubled("the plan", "piece", ids)
    yield from _lists(root, ids)
    order = list(_today(root, ids))
    yield from order
    if not order and set(_my_part(root)) <= set(ids):
        plan = folder.load(root)
        yield from _doubled("the plan", "step", [step.id for step in plan.steps])
        yield from _doubled("the plan", "step number", [str(step.number) for step in plan.steps])
        yield from _doubled("the plan", "page", [str(piece.page) for piece in plan.activities()])
        fields = {path.stem: set(folder.read_page(path).meta) for path in folder.piece_paths(root)}
        for piece in plan.activities():
            yield from _piece(piece, plan, rows)
            if piece.built:
                yield from _fits_its_kind(piece, fields[piece.id])


def _named_ids(root: Path) -> list[str]:
    pages = [*folder.step_paths(root), root / "around.md"]
    return [entry["id"] for path in pages for entry in folder.read_page(path).meta["pieces"]]


def _my_part(root: Path) -> list[str]:
    return list(folder.read_page(root / "around.md").meta["my_part"])


def _doubled(where: str, what: str, ids: list[str]) -> Iterator[CheckMessage]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield _error(8, where, f"The {what} {name!r} is there twice.", "Give the newer of the two another one.")


def _lists(root: Path, ids: list[str]) -> Iterator[CheckMessage]:
    for piece in _my_part(root):
        if piece not in ids:
            yield _error(7, "around.md, my_part", f"There is no piece {piece!r}.", "Name a piece that is listed.")
    for path in folder.piece_paths(root):
        if path.stem not in ids:
            hint = "List it under pieces in its step, or in around.md; the file's name is the piece's id."
            yield _error(9, path.name, f"No step names a piece {path.stem!r}.", hint)


def _piece(piece: Activity, plan: Catalogue, rows: Mapping[str, str]) -> Iterator[CheckMessage]:
    if piece.minutes > LONGEST:
        yield _error(6, piece.id, f"{piece.minutes} minutes is over {LONGEST}.", "Make two pieces of it.")
    for row in piece.covers:
        if row not in rows:
            yield _error(5, piece.id, f"covers: there is no article row {row!r}.", "rows.yaml lists the rows.")
    built = {other.id for other in plan.activities() if other.built}
    for link in piece.links:
        if link not in built:
            hint = "Write piece: and the id of a piece that has its file."
            yield _error(7, piece.id, f"A link leads to {link!r}, where there is nothing to read.", hint)
    yield from _doubled(piece.id, "question", [question.id for question in piece.questions])
    for track in piece.tracks:
        if track not in activities.TRACKS:
            hint = f"Mark a heading with one of: {', '.join(activities.TRACKS)}."
            yield _error(10, piece.id, f"A section is for {track!r}, which is no track.", hint)


def _fits_its_kind(piece: Activity, fields: Collection[str]) -> Iterator[CheckMessage]:
    """`fields`: those of its front matter."""
    kind = kinds.kind_named(piece.kind)
    if kind is None:
        hint = "Take the file away until the kind has a module in recovery/kinds/; the piece keeps its place."
        yield _error(14, piece.id, f"Nothing can show a piece of the kind {piece.kind!r} yet.", hint)
        return
    for name in sorted(set(fields) - {"covers"} - kind.takes):
        hint = f"Take it out. A piece to {kind.name} takes: {', '.join(['covers', *sorted(kind.takes)])}."
        yield _error(13, piece.id, f"A piece of the kind {kind.name} takes no field {name!r}.", hint)
    if piece.visibility != kind.visibility and "visibility" in kind.takes:
        hint = f"Make visibility {kind.visibility}."
        yield _error(11, piece.id, f"A piece to {kind.name} cannot have visibility {piece.visibility!r}.", hint)
    if kind.asks and not piece.questions:
        yield _error(11, piece.id, f"A piece of the kind {kind.name} asks nothing.", "Give it questions.")
    for what, hint in kind.problems(piece):
        yield _error(12, piece.id, what, hint)


# What Today brings


def _today(root: Path, ids: Collection[str]) -> Iterator[CheckMessage]:
    try:
        said = folder.read_order(root)
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield _error(1, TODAY, str(error))
        return
    weeks = said.get("weeks") if isinstance(said, dict) and set(said) == {"first_for_two", "weeks"} else None
    if not isinstance(weeks, list) or not weeks or not all(map(_is_week, weeks)):
        yield _error(15, TODAY, "It is not written as it should be.", "Say first_for_two, and weeks: a list by track.")
        return
    for track in activities.TRACKS:
        brought = [piece for week in weeks for piece in week[track]]
        yield from _doubled(f"{TODAY}, {track}", "piece", brought)
        for piece in sorted({*brought, said["first_for_two"]} - set(ids)):
            yield _error(7, f"{TODAY}, {track}", f"There is no piece {piece!r}.", "Name a piece that is listed.")


def _is_week(value: Any) -> bool:
    by_track = isinstance(value, dict) and set(value) == set(activities.TRACKS)
    return by_track and all(map(_is_list_of_text, value.values()))
