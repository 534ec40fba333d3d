"""Words open against words. Pure functions over the bodies of two answers.

An answer's words are {question: {"value": …, "in_person": bool}}. Where either chose "I’d rather say this in person",
or left the question blank, that one question stays folded on both sides: otherwise one could read without giving.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.letters import is_visible

Words = Mapping[str, Mapping[str, Any]]
ERASED = "[erased]"


def erased_beside(mine: Words) -> Words:
    """What stands beside `mine` where the key to the other's words is gone: nothing can be said of any of them."""
    return {question: {"value": ERASED} for question in mine}


def is_blank(value: Any) -> bool:
    """Whether a value says nothing. Zero says something: it is a choice on a scale."""
    if isinstance(value, str):
        return not is_visible(value)
    return value is None or value in ([], {})


def in_person(words: Words, question: str) -> bool:
    return bool(words.get(question, {}).get("in_person"))


def value_of(words: Words, question: str) -> Any:
    return words.get(question, {}).get("value")


def says_something(words: Words) -> bool:
    """Whether an answer may be sealed: one question with words, or one kept for saying in person."""
    return any(entry.get("in_person") or not is_blank(entry.get("value")) for entry in words.values())


def fingerprint(words: Words) -> str:
    """The SHA-256 of those words, in hexadecimal digits: by it a press tells which words its page showed."""
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class OpenedQuestion:
    """One question after opening, on its reader's own screen. Folded ones hold nothing of either."""

    question: str
    folded: bool
    mine: Any = None
    theirs: Any = None


def fold(questions: Iterable[str], mine: Words, theirs: Words) -> tuple[OpenedQuestion, ...]:
    """What opens of two answers, in the order of `questions`. Questions that both left blank are not there at all."""
    opened = []
    for question in questions:
        values = value_of(mine, question), value_of(theirs, question)
        said_aloud = in_person(mine, question) or in_person(theirs, question)
        if said_aloud or any(is_blank(value) for value in values):
            if said_aloud or not all(is_blank(value) for value in values):
                opened.append(OpenedQuestion(question, folded=True))
        else:
            opened.append(OpenedQuestion(question, folded=False, mine=values[0], theirs=values[1]))
    return tuple(opened)
