"""A signed text as a document to hold: a PDF, set by typst from a template of ours, with what was signed attached.

The words reach the template as data: see `pages.typesetting`.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, get_language_bidi, gettext

from agreement.version_page import VersionLine, VersionPage
from pages.content.translated import ENGLISH
from pages.days import full_day
from pages.typesetting import paragraphs_of, set_as_pdf

TEMPLATE = Path(__file__).with_name("agreement.typ")


def pdf_of(shown: VersionPage, *, is_in_force: bool) -> bytes:
    """The text as a PDF. Refuses NotOnPaper."""
    return set_as_pdf(TEMPLATE, printed(shown, is_in_force=is_in_force))


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
