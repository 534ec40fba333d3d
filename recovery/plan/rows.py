"""The ideas the plan was made from, as `rows.yaml` names them, and which of them the pieces carry. Pure.

A row is a sentence, or a name and its items in the order of its article. A piece claims a row without items by its
name, A5, and of a row with items a single one, C2.7: never a whole list at once.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pages.content.fields import is_list_of_text, is_text

from .activities import Activity

FILE = "rows.yaml"


class Unreadable(ValueError):
    """What is wrong in `rows.yaml`, as a sentence."""


def read_rows(root: Path) -> dict[str, str]:
    """What a piece may claim, in order: what each row, or each item of one, says. Raises Unreadable."""
    try:
        rows = yaml.safe_load((root / FILE).read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise Unreadable(f"It cannot be read: {error}") from error
    if not isinstance(rows, dict) or not all(map(is_text, rows)):
        raise Unreadable("It is not a list of rows, each with what it says.")
    return {name: said for row, what in rows.items() for name, said in _claimable(row, what)}


def _claimable(row: str, what: Any) -> Iterable[tuple[str, str]]:
    if is_text(what):
        return [(row, what)]
    has_items = isinstance(what, Mapping) and set(what) == {"name", "items"}
    if has_items and is_text(what["name"]) and is_list_of_text(what["items"]):
        return [(f"{row}.{number}", f"{what['name']}: {item}") for number, item in enumerate(what["items"], start=1)]
    raise Unreadable(f"The row {row} is neither a sentence nor a name with items.")


def uncarried(rows: Mapping[str, str], pieces: Iterable[Activity]) -> dict[str, str]:
    """Of those rows and items, the ones that no piece claims."""
    carried = {row for piece in pieces for row in piece.covers}
    return {name: said for name, said in rows.items() if name not in carried}
