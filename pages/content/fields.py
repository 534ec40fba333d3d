"""What a field of a content file may hold, and how to say so."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


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


def one_of(choices: Iterable[str], required: bool = True) -> Field:
    allowed = tuple(choices)
    return Field(lambda value: value in allowed, f"one of: {', '.join(allowed)}", required)


TEXT = Field(is_text, "a text")
NAME = Field(is_name, "a name in small letters, figures and hyphens")
COUNT = Field(is_count, "a whole number above 0")
IN_ADDRESS = Field(lambda value: is_count(value) and value < 10_000, "a whole number from 1 to 9999")
TRUTH = Field(lambda value: isinstance(value, bool), "true or false")


def is_row_of(spec: Mapping[str, Field], value: Any) -> bool:
    """Whether it has the fields of `spec`, each as it should be, and no other."""
    if not isinstance(value, dict) or not set(value) <= set(spec):
        return False
    return all(field.holds(value[name]) if name in value else not field.required for name, field in spec.items())


def is_rows_of(spec: Mapping[str, Field]) -> Callable[[Any], bool]:
    """Whether it is a list of such rows, with at least one."""
    return lambda value: is_list(value) and all(is_row_of(spec, each) for each in value)


class Wrong(NamedTuple):
    """A field that is missing (2), that nobody knows (3), or that holds something else (4); and how to mend it."""

    number: int
    where: str
    what: str
    hint: str


def wrong_fields(where: str, meta: Mapping[str, Any], spec: Mapping[str, Field]) -> Iterator[Wrong]:
    """What is wrong with the fields of `meta`. `where`: the file, or the place in it, as a sentence names it."""
    for name, field in spec.items():
        if name not in meta:
            if field.required:
                yield Wrong(2, where, f"The field {name!r} is missing.", f"Add it: {field.says}.")
        elif not field.holds(meta[name]):
            yield Wrong(4, where, f"{name}: {meta[name]!r} will not do.", f"Make it {field.says}.")
    for name in meta:
        if name not in spec:
            yield Wrong(3, where, f"Nobody knows a field {name!r}.", f"Known here: {', '.join(spec)}.")
