"""What a text of the plan says too often: the tics of our own voice, counted. Pure. It informs; a reader decides."""

import re
from dataclasses import dataclass

WORDS = (
    *("quiet", "gentle", "hold", "carry", "land", "honest", "small"),
    *("nobody", "somebody", "nothing", "whoever", "need not", "aloud"),
    *("door", "letter", "kitchen", "tea", "Tuesday"),
)
TIC = re.compile(
    rf"\b(?:{'|'.join(WORDS)})(?:s|ly|ing)?\b|\bis an answer\b|\bnot [^.,;:]{{1,40}}, but\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tic:
    """One place where a text has one of them."""

    what: str
    line: str


def tics(text: str) -> list[Tic]:
    """Every tic in the text, in order, each with the line it stands in."""
    return [Tic(found[0].lower(), line.strip()) for line in text.splitlines() for found in TIC.finditer(line)]
