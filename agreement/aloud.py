"""Four everyday words that stand for a text, so that two people can hear whether both have the same one before them.

They are the first four bytes of its SHA-256, each a word of a list of 256: a text with another letter has other words,
but for one in four thousand million. That is enough to notice a mix-up aloud; what proves a text is the whole hash.
"""

from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from pages.content.translated import ENGLISH

FOLDER = Path(__file__).parent / "words"
HOW_MANY, LISTED = 4, 256


def words_aloud(sha256: str) -> tuple[str, ...]:
    """The words of a text with that hash, in hexadecimal digits, in the language that is spoken where it has a list."""
    listed = word_list(get_language() or ENGLISH)
    return tuple(listed[byte] for byte in bytes.fromhex(sha256)[:HOW_MANY])


@lru_cache
def word_list(language: str) -> tuple[str, ...]:
    """The 256 words of `words/<language>.txt`, one a line; the English ones where there is none. Raises ValueError for
    another number, or a word that comes twice."""
    path = FOLDER / f"{language}.txt"
    words = tuple((path if path.exists() else FOLDER / f"{ENGLISH}.txt").read_text("utf-8").split())
    if len(words) != LISTED or len(set(words)) != LISTED:
        raise ValueError(f"{path.name} has to hold {LISTED} words, each once.")
    return words
