"""A signed text as a document to hold: a PDF, set by typst from a template of ours, with what was signed attached.

The words reach the template as data. It takes its letters from the typefaces that typst brings, and reads no file but
itself.
"""

import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, get_language_bidi, gettext

from agreement.refusals import LettersMissing, NotOnPaper, TooLongForPaper
from agreement.version_page import VersionLine, VersionPage
from pages.content.translated import ENGLISH
from pages.days import full_day
from pages.letters import is_visible

TEMPLATE = Path(__file__).with_name("agreement.typ")
# Two hundred lines fit many times over. More than this keeps a server busy for many seconds.
MOST_CHARACTERS, MOST_PARAGRAPHS = 500_000, 5_000

# How typst names a letter that it has no shape for, or that no PDF for everybody may hold, as Rust writes a string.
MISSING = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:\\.|[^"\\])+)"`')
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
ENDS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
# It marks the beginning of a file, prints nothing, and may not stand in a PDF for everybody.
BYTE_ORDER_MARK = "\ufeff"

log = logging.getLogger(__name__)


def pdf_of(shown: VersionPage, *, is_in_force: bool) -> bytes:
    """The text as a PDF that a screen reader can read too. Refuses letters that there is no typeface for, naming all
    of them, and what is too long."""
    data = printed(shown, is_in_force=is_in_force)
    paragraphs = list(_paragraphs_in(data))
    if len(paragraphs) > MOST_PARAGRAPHS or sum(map(len, paragraphs)) > MOST_CHARACTERS:
        raise TooLongForPaper
    try:
        return compiled(data, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        # Its message quotes what somebody wrote, and must not reach a log as the cause of another error.
        letters = missing_letters(error.diagnostic)
    if letters:
        raise LettersMissing(letters)
    log.error("A signed text could not be set, and not for want of letters")
    raise NotOnPaper


def compiled(data: dict[str, Any], **how: Any) -> bytes:
    """What typst makes of the template with that data."""
    made: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **how,
    )
    return made


def printed(shown: VersionPage, *, is_in_force: bool) -> dict[str, Any]:
    """All that the template sets, in the language that is spoken."""
    return {
        "language": (get_language() or ENGLISH).split("-")[0],
        "rtl": get_language_bidi(),
        "title": gettext("Our lines"),
        "heading": gettext("Our agreement"),
        "since": _since(shown, is_in_force=is_in_force),
        "preamble": paragraphs_of(shown.preamble),
        "lines": [_line(line) for line in shown.clauses],
        "review": gettext("Review date: {day}").format(day=full_day(shown.review_on)),
        "signatures": [
            {"name": paragraphs_of(signed.name), "day": full_day(signed.signed_on)} for signed in shown.signatures
        ],
        "promise": gettext(
            "It’s a promise between the two of you, not a legal contract. Nothing in it stops either of you from "
            "getting help, or from talking to someone you trust."
        ),
        "aloud": gettext("Words to compare aloud: {words}").format(words=shown.aloud),
        "fingerprint": gettext("Fingerprint (SHA-256): {sha256}").format(sha256=shown.version.sha256),
        "signed": shown.document.canonical().decode(),
        "attached": gettext("The text exactly as it was signed"),
    }


def paragraphs_of(text: str) -> list[dict[str, Any]]:
    """The lines of what somebody wrote, each with its direction."""
    return [{"text": each, "rtl": _is_rtl(each)} for each in text.replace(BYTE_ORDER_MARK, "").strip().splitlines()]


def missing_letters(diagnostic: str) -> tuple[str, ...]:
    """The letters that typst says it can't set, each once, in the order of the text. One that has no look of its own is
    named by its number."""
    named = dict.fromkeys("".join(map(_unescaped, MISSING.findall(diagnostic))))
    return tuple(dict.fromkeys(map(_shown, filter(is_visible, named)))) or tuple(map(_numbered, named))


def _since(shown: VersionPage, *, is_in_force: bool) -> str:
    assert shown.version.in_force_on is not None  # a constraint says so of what is signed
    said = (
        gettext("Version {number} · in force since {day}")
        if is_in_force
        else gettext("Version {number} · in force since {day} · no longer in force")
    )
    return said.format(number=shown.version.number, day=full_day(shown.version.in_force_on))


def _line(line: VersionLine) -> dict[str, Any]:
    return {
        "topic": paragraphs_of(line.topic),
        "words": paragraphs_of(line.text),
        "notes": [{"label": label, "words": paragraphs_of(words)} for label, words in line.further],
        "about": line.terms,
    }


def _paragraphs_in(data: Any) -> Iterator[str]:
    """Every text in it that somebody wrote."""
    if isinstance(data, dict):
        if "rtl" in data and "text" in data:
            yield str(data["text"])
        data = list(data.values())
    for each in data if isinstance(data, list) else ():
        yield from _paragraphs_in(each)


def _is_rtl(text: str) -> bool:
    """Whether its first letter that has a direction is written from right to left."""
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else ENDS.get(found[2], found[2]), text)


def _shown(letter: str) -> str:
    if unicodedata.category(letter).startswith("M"):
        return f"◌{letter}"
    return letter if letter.isprintable() else _numbered(letter)


def _numbered(letter: str) -> str:
    return f"U+{ord(letter):04X}"
