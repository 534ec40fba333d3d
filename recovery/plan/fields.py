"""What a field of a content file may hold, and how to say so: for the files themselves and for the fields of a kind."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .activities import QUESTION_KINDS, TRACKS


@dataclass(frozen=True)
class Field:
    """What a field of the front matter may hold, and how to say so."""

    holds: Callable[[Any], bool]
    says: str
    required: bool = True


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value))


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def is_list_of_text(value: Any) -> bool:
    return is_list(value) and all(is_text(item) for item in value)


def is_wording(value: Any) -> bool:
    return is_text(value) or (
        isinstance(value, dict) and set(value) == set(TRACKS) and all(map(is_text, value.values()))
    )


def one_of(choices: Iterable[str], required: bool = True) -> Field:
    allowed = tuple(choices)
    return Field(lambda value: value in allowed, f"one of: {', '.join(allowed)}", required)


TEXT = Field(is_text, "a text")
NAME = Field(is_name, "a name in small letters, figures and hyphens")
COUNT = Field(is_count, "a whole number above 0")
TRUTH = Field(lambda value: isinstance(value, bool), "true or false")
QUESTION = {
    "id": NAME,
    "kind": one_of(QUESTION_KINDS),
    "prompt": Field(is_wording, f"a text, or one for each of: {', '.join(TRACKS)}"),
    "hint": Field(is_wording, f"a text, or one for each of: {', '.join(TRACKS)}", required=False),
    "ends": Field(is_list_of_text, "the words at 0 and at 10", required=False),
    "words": Field(is_text, "a text", required=False),
    "options": Field(is_list, "a list of options", required=False),
    "ready_made": Field(is_text, "a text", required=False),
}
OPTION = {"id": NAME, "label": TEXT, "about": Field(is_text, "a text", required=False)}


def is_row_of(spec: Mapping[str, Field], value: Any) -> bool:
    """Whether it has the fields of `spec`, each as it should be, and no other."""
    if not isinstance(value, dict) or not set(value) <= set(spec):
        return False
    return all(field.holds(value[name]) if name in value else not field.required for name, field in spec.items())


def is_rows_of(spec: Mapping[str, Field]) -> Callable[[Any], bool]:
    """Whether it is a list of such rows, with at least one."""
    return lambda value: is_list(value) and all(is_row_of(spec, each) for each in value)
