"""The texts of a content file in another language, laid over the English file, whose structure stays. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from .fields import is_text

ENGLISH, LANGUAGES = "en", "languages"
"""The language of the files themselves, and the folder beside them with those of the others."""
TEXTS = frozenset(
    {
        "about",
        "ends",
        "finds",
        "hint",
        "label",
        "name",
        "prompt",
        "purpose",
        "ready_made",
        "reply_title",
        "say_little",
        "text",
        "title",
        "words",
    }
)
"""The fields that people read."""
LISTS = {
    **dict.fromkeys(("pieces", "pages", "shelves", "cards", "questions", "reply", "options"), "id"),
    "outcomes": "of",
}
"""The lists whose entries have texts, each with the field by which an entry is known."""


def laid_over(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `ours`, with the texts of `theirs` where it has them. Nothing else of `theirs` counts."""
    return {name: _laid_over(name, value, theirs.get(name)) for name, value in ours.items()}


def _laid_over(name: str, value: Any, theirs: Any) -> Any:
    if theirs is None:
        return value
    if name in LISTS:
        known = _by_key(name, theirs)
        return [laid_over(entry, known.get(_key(name, entry), {})) for entry in value]
    return theirs if name in TEXTS else value


def strays(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[str]:
    """What in `theirs` has no place in `ours`: a field or an entry that is not there, a text of another shape."""
    for name, value in theirs.items():
        if name not in ours:
            yield name
        elif name in LISTS:
            yield from _stray_entries(name, ours[name], value)
        elif name not in TEXTS:
            if value != ours[name]:
                yield name
        elif _shape(value) != _shape(ours[name]):
            yield name


def _stray_entries(name: str, ours: Any, theirs: Any) -> Iterator[str]:
    if not isinstance(theirs, list) or not all(isinstance(entry, dict) and LISTS[name] in entry for entry in theirs):
        yield name
        return
    known, keys = _by_key(name, ours), [_key(name, entry) for entry in theirs]
    for key, entry in zip(keys, theirs, strict=True):
        if key not in known:
            yield f"{name}, {key}"
        else:
            yield from (f"{name}, {key}, {stray}" for stray in strays(known[key], entry))
    yield from (f"{name}, {key} twice" for key in sorted({key for key in keys if keys.count(key) > 1}))


def _by_key(name: str, entries: Any) -> dict[str, Mapping[str, Any]]:
    return {_key(name, entry): entry for entry in entries}


def _key(name: str, entry: Mapping[str, Any]) -> str:
    """By which an entry is known: its id, or the two choices of an outcome in either order."""
    key = entry[LISTS[name]]
    return " ".join(sorted(map(str, key))) if isinstance(key, list) else str(key)


def _shape(text: Any) -> Any:
    """A text, one for each track, or several; each says something."""
    if isinstance(text, dict):
        return {track: _shape(each) for track, each in text.items()}
    return [_shape(each) for each in text] if isinstance(text, list) else is_text(text)
