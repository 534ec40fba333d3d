"""One's own words of a sealed piece, and the other's as far as they opened, for an export."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from couples.export.shape import Entry, Said
from pages.visibility import ONLY_YOU, SEALED, SHARED

from . import actions
from .closed import before_of, is_closed
from .folding import Words, in_person, value_of
from .models import Answer, Draft
from .piece import Piece

STILL_CLOSED = "Closed for now, because your password was set anew by mail. It can be read and exported later."

Readable = Callable[[str, Any], str]


def own_words(
    row: Draft | Answer, title: str, prompts: Mapping[str, str], readable: Readable, day: str = ""
) -> Iterator[Entry]:
    """What one wrote, in whichever couple, sealed or not; where it is closed after a reset, only that it is there."""
    kind = SEALED if isinstance(row, Answer) else ONLY_YOU
    if is_closed(row):
        yield Entry(title, day, kind, note=STILL_CLOSED)
    else:
        yield Entry(title, day, kind, _said(actions.words_of(row), prompts, readable))
    for words in before_of(row):
        yield Entry(f"{title}, before", day, kind, _said(words, prompts, readable))


def opened_pair(us: Any, piece: Piece, title: str, prompts: Mapping[str, str], readable: Readable) -> Iterator[Entry]:
    """Both answers, question by question, where both opened."""
    opened = actions.opened(us.person, piece)
    if opened is None:
        return
    said = []
    for question in opened.questions:
        prompt = prompts.get(question.question, question.question)
        if not question.folded:
            said.append(Said(prompt, readable(question.question, question.mine)))
            said.append(Said(prompt, readable(question.question, question.theirs), us.other_name or "your partner"))
    day = opened.opened_at.astimezone(us.person.tz).date()
    yield Entry(f"{title}, opened", day.isoformat(), SHARED, tuple(said))


def _said(words: Words, prompts: Mapping[str, str], readable: Readable) -> tuple[Said, ...]:
    """Every question that says something, those of the catalogue first and in its order."""
    order = [*(question for question in prompts if question in words), *(q for q in words if q not in prompts)]
    found = []
    for question in order:
        text = readable(question, value_of(words, question))
        if text or in_person(words, question):
            found.append(Said(prompts.get(question, question), text, in_person=in_person(words, question)))
    return tuple(found)
