"""How a text of the plan is worded: the tics of our own voice, and how easily it reads. Pure. It informs; a reader
decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from statistics import mean

from django.utils.html import strip_tags

WORDS = (
    *("quiet", "gentle", "hold", "carry", "land", "honest", "small"),
    *("nobody", "somebody", "nothing", "whoever", "need not", "aloud"),
    *("door", "letter", "kitchen", "tea", "Tuesday"),
)
TIC = re.compile(
    rf"\b(?:{'|'.join(WORDS)})(?:s|ly|ing)?\b|\bis an answer\b|\bnot [^.,;:]{{1,40}}, but\b",
    re.IGNORECASE,
)
BLOCK_END = re.compile(r"</(?:h\d|li|p)>")
AGE_IN_FIRST_GRADE = 6


@dataclass(frozen=True)
class Tic:
    """One place where a text has one of them."""

    what: str
    line: str


def tics(text: str) -> list[Tic]:
    """Every tic in the text, in order, each with the line it stands in."""
    return [Tic(found[0].lower(), line.strip()) for line in text.splitlines() for found in TIC.finditer(line)]


def prose(sections: Iterable[str]) -> str:
    """The words of those stretches of HTML, a block a line, each ended by a full stop where it had no end."""
    blocks = (unescape(strip_tags(block)).strip() for html in sections for block in BLOCK_END.split(html))
    return "\n".join(block if block[-1] in ".?!:”…" else f"{block}." for block in blocks if block)


def reading_age(text: str) -> float:
    """The age, in years, at which a text in English is read with ease: the mean of two grades of American schools, the
    Automated Readability Index and Coleman-Liau, which count letters and sentences. Raises ImportError without
    textstat, which is there for whoever writes the texts, not for whoever runs the app."""
    import textstat  # noqa: PLC0415 - it is not among what the app stands on

    grades: tuple[float, float] = (textstat.automated_readability_index(text), textstat.coleman_liau_index(text))
    return mean(grades) + AGE_IN_FIRST_GRADE - 1
