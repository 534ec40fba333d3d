"""Finding a page of the library by the words somebody has for it. Pure, and without an index: they are few.

Every word that was typed is looked for in what a page is called, in what people say who mean it (`finds`), in its
headings and in its text. A word meets another that begins like it: “texted” meets “texts”. Pages come first that meet
most of the words, and of those the ones that meet them in the more telling place.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import strip_tags

from .activities import Activity

LONGEST = 100
MOST_FOUND = 8
TITLE, FINDS, PURPOSE, HEADING, TEXT = 8, 6, 5, 4, 1
WORD = re.compile(r"[^\W_]+")
ENDINGS = ("ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "e", "y")
SHORTEST_STEM = 3


@dataclass(frozen=True)
class Found:
    """A page that fits, and where in it: the number of a heading and what it says, or 0 for the page as a whole."""

    page: Activity
    part: int = 0
    heading: str = ""


def search(pages: Iterable[Activity], said: str, little: Collection[str] = ()) -> list[Found]:
    """The pages that fit what somebody typed, the best first; none where nothing does. `little`: words of that language
    which say little."""
    wanted = _wanted(said, little)
    scored = ((_score(page, wanted), page) for page in pages) if wanted else ()
    best = sorted(((score, page) for score, page in scored if score > (0, 0)), key=lambda each: each[0], reverse=True)
    return [_placed(page, wanted) for _, page in best[:MOST_FOUND]]


def _wanted(said: str, little: Collection[str]) -> set[str]:
    words = list(_words(said[:LONGEST]))
    # Where there is nothing else, the little words are what was meant.
    return {_stem(word) for word in words if word not in little} or {_stem(word) for word in words}


def _score(page: Activity, wanted: set[str]) -> tuple[int, int]:
    """How many of the words are met, and in how telling a place."""
    met = [max((worth for worth, stems in _places(page) if _meets(word, stems)), default=0) for word in wanted]
    return sum(bool(worth) for worth in met), sum(met)


def _placed(page: Activity, wanted: set[str]) -> Found:
    """At the heading that meets more of the words than any other, if one does."""
    met = [sum(_meets(word, _stems(heading)) for word in wanted) for heading in page.headings]
    most = max(met, default=0)
    if not most or _meets_all(page, wanted):
        return Found(page)
    part = met.index(most)
    return Found(page, part + 1, page.headings[part])


def _meets_all(page: Activity, wanted: set[str]) -> bool:
    return all(_meets(word, _stems(page.title)) for word in wanted)


def _meets(word: str, stems: frozenset[str]) -> bool:
    return word in stems or (len(word) > SHORTEST_STEM and any(stem.startswith(word) for stem in stems))


def _places(page: Activity) -> tuple[tuple[int, frozenset[str]], ...]:
    text = " ".join(strip_tags(section.html) for section in page.sections)
    headings = " ".join(section.heading for section in page.sections)
    return (
        (TITLE, _stems(page.title)),
        (FINDS, _stems(page.finds)),
        (PURPOSE, _stems(page.purpose)),
        (HEADING, _stems(headings)),
        (TEXT, _stems(text)),
    )


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _words(text)))


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "").replace("'", "")
    yield from WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def _stem(word: str) -> str:
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) - len(each) >= SHORTEST_STEM), "")
    return word.removesuffix(ending)
