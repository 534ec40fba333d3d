"""The five things a check-in asks, and how an answer reads. Pure.

"How do I feel about us" is two questions under one heading: a number opens against a number and a sentence against a
sentence, so that nobody reads a sentence for the price of a number.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sealed.folding import ERASED, OpenedQuestion, Words, in_person, value_of
from sealed.piece import Line, Pair

US, US_WORDS, LOW_NEEDS, LINES, THANKS, MIND = QUESTIONS = ("us", "us-words", "needs", "agreement", "thanks", "mind")

PROMPTS: Mapping[str, str | Promise] = {
    US: _("How I feel about us"),
    US_WORDS: _("How I feel about us, in a sentence"),
    LOW_NEEDS: _("What was low this month"),
    LINES: _("Our agreement"),
    THANKS: _("Thank you for …"),
    MIND: _("One thing on my mind"),
}
SCREENS = ((US, US_WORDS), (LOW_NEEDS,), (LINES,), (THANKS,), (MIND,))
"""The five things."""
US_ENDS = (_("very low"), _("very good"))
NEEDS: Mapping[str, str | Promise] = {
    "close": _("Feeling close"),
    "touch": _("Touch"),
    "understood": _("Being understood"),
    "valued": _("Being valued"),
    "time": _("Time together"),
    "fights": _("Settling arguments"),
    "changes": _("Coping with changes"),
}
NONE_LOW = "none"
NONE_LOW_LABEL = _("None of them was low")
STILL_FITS = _("It still fits")
GONE_LINE = _("A line that’s no longer there")

NEEDS_OR_NONE = _("Tick the ones that were low, or “None of them was low”. Choose one or the other.")
FITS_OR_LINES = _("Tick the lines to talk about, or “It still fits”. Choose one or the other.")


def unclear(words: Words) -> dict[str, str | Promise]:
    """What says two things at once, by question: a sentence for each. It may be kept in a draft, and not sealed."""
    found: dict[str, str | Promise] = {}
    needs = value_of(words, LOW_NEEDS) or []
    if NONE_LOW in needs and len(needs) > 1:
        found[LOW_NEEDS] = NEEDS_OR_NONE
    lines = value_of(words, LINES) or {}
    if lines.get("fits") and (lines.get("clauses") or lines.get("line")):
        found[LINES] = FITS_OR_LINES
    return found


def named_clauses(words: Words) -> set[str]:
    """The ids of every clause that an answer names."""
    return clauses_in(value_of(words, LINES))


def clauses_in(value: Any) -> set[str]:
    """The ids of every clause that a value names, whatever it is."""
    return set(value.get("clauses", ())) if isinstance(value, Mapping) else set()


def ticked_clauses(opened: Iterable[OpenedQuestion]) -> set[str]:
    """The ids of the lines that either of the two wants to talk about; none where that question is folded."""
    said = [
        value for pair in opened if pair.question == LINES and not pair.folded for value in (pair.mine, pair.theirs)
    ]
    return {clause for value in said for clause in clauses_in(value)}


def readable(question: str, value: Any, clauses: Mapping[str, str]) -> str:
    """A value as its readers see it. `clauses` holds the text of every clause that may be named, by id."""
    if value in (None, ERASED):
        return value or ""
    if question == US:
        return gettext("{number} of 10").format(number=value)
    if question == LOW_NEEDS:
        return (
            str(NONE_LOW_LABEL)
            if value == [NONE_LOW]
            else "\n".join(str(NEEDS[need]) for need in NEEDS if need in value)
        )
    if question == LINES:
        return _readable_lines(value, clauses)
    if question == MIND:
        starts = (("when", gettext("When")), ("feel", gettext("I feel")), ("need", gettext("I need")))
        return "\n".join(f"{start} … {value[part]}" for part, start in starts if value.get(part))
    return str(value)


def _readable_lines(value: Mapping[str, Any], clauses: Mapping[str, str]) -> str:
    if value.get("fits"):
        return str(STILL_FITS)
    named = [
        gettext("To talk about: {line}").format(line=clauses.get(clause, GONE_LINE))
        for clause in value.get("clauses", ())
    ]
    return "\n".join([*named, *([value["line"]] if value.get("line") else [])])


def lines(words: Words, clauses: Mapping[str, str]) -> list[Line]:
    """One's own words as a list to read."""
    return [
        Line(str(prompt), readable(question, value_of(words, question), clauses), in_person(words, question), number)
        for number, asked in enumerate(SCREENS, start=1)
        for question, prompt in ((each, PROMPTS[each]) for each in asked)
    ]


def pairs(opened: Iterable[OpenedQuestion], clauses_by: Callable[[set[str]], Mapping[str, str]]) -> list[Pair]:
    """An opened pair as a list to read. `clauses_by` finds the texts of clauses by their ids.

    A folded number and a folded sentence are one thing to talk about, and stand there once.
    """
    found = list(opened)
    said = [value for pair in found if pair.question == LINES for value in (pair.mine, pair.theirs)]
    clauses = clauses_by({clause for value in said for clause in clauses_in(value)})
    folded = {pair.question for pair in found if pair.folded}
    return [
        Pair(
            str(PROMPTS[pair.question]),
            pair.folded,
            readable(pair.question, pair.mine, clauses),
            readable(pair.question, pair.theirs, clauses),
            question=pair.question,
        )
        for pair in found
        if not (pair.question == US_WORDS and {US, US_WORDS} <= folded)
    ]
