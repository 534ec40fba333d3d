"""A document to hold: a PDF, set by typst from a template of ours that gets its words as data.

A template takes its letters from the typefaces that typst brings, and reads no file but those beside it.
"""

import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from .letters import is_visible
from .refusals import Refused

# Two hundred lines of an agreement fit many times over. More than this keeps a server busy for many seconds.
MOST_CHARACTERS, MOST_PARAGRAPHS = 500_000, 5_000

# How typst names a letter that it has no shape for, or that no PDF for everybody may hold, as Rust writes a string.
MISSING = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:\\.|[^"\\])+)"`')
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
ENDS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
# It marks the beginning of a file, prints nothing, and may not stand in a PDF for everybody.
BYTE_ORDER_MARK = "\ufeff"

# One document at a time in a process: a few that are long would keep every page waiting. So long another one waits.
TURN, LONGEST_WAIT = BoundedSemaphore(1), 10.0

log = logging.getLogger(__name__)


class NotOnPaper(Refused):
    """No PDF can be made. The page with the same words can still be printed."""

    title = _("This text can’t be saved as a PDF here")
    sentence = _("Open its page and print it there. Your browser can save that as a file.")
    status = 422


class TooLongForPaper(NotOnPaper):
    title = _("This text is too long for a PDF")


class LettersMissing(NotOnPaper):
    """`letters` are those that no typeface here has, each once."""

    title = _("Some letters can’t be put into a PDF here")

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__()
        self.letters = letters


class BusySetting(NotOnPaper):
    """Others are being set, and none of them was done in time."""

    title = _("This can’t be saved as a PDF just now")
    sentence = _("Try again in a minute, or open its page and print it there.")
    status = 503


def set_as_pdf(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF that a screen reader can read too (PDF/UA-1). Refuses letters that there is no typeface for, naming all of
    them, what is too long, and what others keep waiting."""
    paragraphs = list(_paragraphs_in(data))
    if len(paragraphs) > MOST_PARAGRAPHS or sum(map(len, paragraphs)) > MOST_CHARACTERS:
        raise TooLongForPaper
    if not TURN.acquire(timeout=LONGEST_WAIT):
        raise BusySetting
    try:
        return compiled(template, data, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        # Its message quotes what somebody wrote, and must not reach a log as the cause of another error.
        letters = missing_letters(error.diagnostic)
    finally:
        TURN.release()
    if letters:
        raise LettersMissing(letters)
    log.error("A document could not be set, and not for want of letters")
    raise NotOnPaper


def compiled(template: Path, data: dict[str, Any], **how: Any) -> bytes:
    """What typst makes of a template with that data."""
    made: bytes = typst.compile(
        template,
        root=template.parent,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **how,
    )
    return made


def paragraphs_of(text: str) -> list[dict[str, Any]]:
    """The lines of what somebody wrote, each with its direction."""
    return [{"text": each, "rtl": _is_rtl(each)} for each in text.replace(BYTE_ORDER_MARK, "").strip().splitlines()]


def missing_letters(diagnostic: str) -> tuple[str, ...]:
    """The letters that typst says it can't set, each once, in the order of the text. One that has no look of its own is
    named by its number."""
    named = dict.fromkeys("".join(map(_unescaped, MISSING.findall(diagnostic))))
    return tuple(dict.fromkeys(map(_shown, filter(is_visible, named)))) or tuple(map(_numbered, named))


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
