"""The words of the house, gathered for translators and given back to Django: docs/translating.md.

Babel reads the source and polib the files, so that no GNU tools are needed. Both come with `make venv`; a running house
needs neither, and imports nothing from here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.core import negotiate_locale
from babel.localedata import locale_identifiers
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.plurals import get_plural
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

BEFORE = "Translators:"
"""A comment that begins so, at the line before, is meant for them."""
HEADER = {
    "Project-Id-Version": "Twofold",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


PLURALS = re.compile(r"nplurals *= *(\d)")


class StraightQuote(ValueError):
    """A translation has a straight quote, which would end an attribute that it stands in: “ ” are to be used."""


class UnknownLanguage(ValueError):
    """No language is called that."""


@dataclass(frozen=True)
class Message:
    """A text to translate; `plural` where it depends on a number, `files` where it stands, `notes` for translators."""

    text: str
    plural: str = ""
    context: str = ""
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def source_files(root: Path) -> Iterator[Path]:
    """Where words for people stand: the templates, and the modules of the rooms but for their commands."""
    yield from sorted(path for path in (root / "templates").rglob("*") if path.suffix in {".html", ".txt"})
    for room in sorted(apps.parent for apps in root.glob("*/apps.py") if apps.parent.name != "config"):
        for path in sorted(room.rglob("*.py")):
            if not {"management", "migrations"} & set(path.relative_to(root).parts):
                yield path


def gather(root: Path) -> list[Message]:
    """Every message of the house below `root`, each once, by the file in which it comes first."""
    found: dict[tuple[str, str], Message] = {}
    for path in source_files(root):
        for message in messages_of(path, str(path.relative_to(root))):
            key = (message.context, message.text)
            before = found.get(key, message)
            found[key] = Message(
                message.text,
                before.plural or message.plural,
                message.context,
                tuple(dict.fromkeys([*before.files, *message.files])),
                tuple(dict.fromkeys([*before.notes, *message.notes])),
            )
    return list(found.values())


def messages_of(path: Path, name: str) -> Iterator[Message]:
    """The messages of one file, which is called `name` in the catalogue."""
    source = path.read_text("utf-8")
    # What templatize makes of a template is no Python to its indents.
    code = source if path.suffix == ".py" else "\n".join(map(str.strip, templatize(source, origin=name).splitlines()))
    keywords: dict[str, Any] = {
        **DEFAULT_KEYWORDS,
        "gettext_lazy": None,
        "ngettext_lazy": (1, 2),
        "pgettext_lazy": ((1, "c"), 2),
        "npgettext_lazy": ((1, "c"), 2, 3),
    }
    for _line, said, notes, context in extract(
        "python", BytesIO(code.encode()), keywords, [BEFORE], strip_comment_tags=True
    ):
        text, plural = (said[0], said[-1]) if isinstance(said, tuple) else (said, "")
        yield Message(text, plural, context or "", (name,), tuple(notes))


def write_template(messages: Iterable[Message], path: Path) -> None:
    """Writes the file that a new language begins from."""
    _file_of(messages).save(str(path))


def begin_language(language: str, folder: Path) -> None:
    """Makes an empty catalogue for `language`, named as Django names it, unless there is one. A region that nobody
    knows has the plurals of its language. Raises UnknownLanguage."""
    locale = to_locale(language)
    known = negotiate_locale([locale], locale_identifiers())
    if not known:
        raise UnknownLanguage(language)
    path = folder / locale / "LC_MESSAGES" / "django.po"
    if path.exists():
        return
    path.parent.mkdir(parents=True)
    begun = polib.POFile()
    begun.metadata = {**HEADER, "Language": locale, "Plural-Forms": str(get_plural(known))}
    begun.save(str(path))


def write_language(messages: Iterable[Message], folder: Path) -> tuple[int, int]:
    """Brings the catalogue in `folder` up to date and compiles it: new messages come in, gone ones are marked, what is
    translated stays. Returns how many messages are translated, and how many there are.

    Raises StraightQuote, and then changes nothing."""
    path = folder / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=120)
    catalogue.merge(_file_of(messages))
    forms = _plurals_of(catalogue)
    for entry in (entry for entry in catalogue if not entry.obsolete):
        if quoted := [each for each in _translations(entry) if '"' in each and '"' not in entry.msgid]:
            raise StraightQuote(quoted[0])
        if entry.msgid_plural:
            entry.msgstr_plural = {form: entry.msgstr_plural.get(form, "") for form in range(forms)}
    catalogue.save()
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue.translated_entries()), len([entry for entry in catalogue if not entry.obsolete])


def _translations(entry: Any) -> list[str]:
    return [entry.msgstr, *entry.msgstr_plural.values()]


def _plurals_of(catalogue: Any) -> int:
    """How many forms a text for one or many has in that language; two, where the file does not say."""
    said = PLURALS.search(catalogue.metadata.get("Plural-Forms", ""))
    return int(said[1]) if said else 2


def _file_of(messages: Iterable[Message]) -> Any:
    made = polib.POFile(wrapwidth=120)
    made.metadata = dict(HEADER)
    for message in messages:
        plural = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}} if message.plural else {}
        made.append(
            polib.POEntry(
                msgid=message.text,
                msgctxt=message.context or None,
                # Without line numbers, which change with every edit above.
                occurrences=[(file, "") for file in message.files],
                comment="\n".join(message.notes),
                **plural,
            )
        )
    return made
