"""System checks over the content folder: what a counsellor or a translator may have mistyped, in words.

First the shape of every file (E001 to E004); only what is well shaped is read into a plan and checked for sense.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.checks import CheckMessage, Error, register

from pages import visibility

from . import activities, folder
from .activities import Activity, Catalogue
from .catalogue import CONTENT

LONGEST = 30
README = "recovery/content/README.md describes every field."


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
    "kind": _one_of(activities.KINDS),
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

# What a piece of a kind must say about who sees what is written in it; a kind that is not here may say anything.
VISIBILITY_OF_KIND = {
    "read": None,
    "reflect": visibility.ONLY_YOU,
    activities.MONTHLY: visibility.ONLY_YOU,
    "sealed": visibility.SEALED,
    "decide": visibility.SEALED,
    "shared": visibility.SHARED,
    "agreement": visibility.SHARED,
}
ASKING_KINDS = ("reflect", "sealed", "decide", activities.MONTHLY)


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
    if set(_my_part(root)) <= set(ids):
        plan = folder.load(root)
        yield from _doubled("the plan", "step", [step.id for step in plan.steps])
        yield from _doubled("the plan", "step number", [str(step.number) for step in plan.steps])
        yield from _doubled("the plan", "page", [str(piece.page) for piece in plan.activities()])
        for piece in plan.activities():
            yield from _piece(piece, plan, rows)


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
    if piece.built:
        yield from _fits_its_kind(piece)


def _fits_its_kind(piece: Activity) -> Iterator[CheckMessage]:
    expected = VISIBILITY_OF_KIND.get(piece.kind, piece.visibility)
    if piece.visibility != expected:
        hint = f"Make visibility {expected}." if expected else "Nothing is written in it: leave visibility out."
        yield _error(11, piece.id, f"A piece to {piece.kind} cannot have visibility {piece.visibility!r}.", hint)
    if bool(piece.opens) != (piece.visibility == visibility.SEALED):
        yield _error(11, piece.id, "Sealed pieces say when they open, and no others do.", "Add opens, or take it out.")
    if piece.kind in ASKING_KINDS and not piece.questions:
        yield _error(11, piece.id, f"A piece of the kind {piece.kind} asks nothing.", "Give it questions.")
    if piece.visibility == visibility.SEALED:
        yield from _keeps_tracks_secret(piece)


def _keeps_tracks_secret(piece: Activity) -> Iterator[CheckMessage]:
    """Both see a sealed question when it opens: a prompt of one's own track would tell the other which it is."""
    for question in piece.questions:
        if len({question.prompt(track) for track in activities.TRACKS}) > 1:
            hint = "Use one prompt for all tracks; hints may differ, since only their reader sees them."
            yield _error(12, piece.id, f"The sealed question {question.id!r} is worded by track.", hint)
