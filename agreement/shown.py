"""The words that a signing page showed, and what is different by the time they come back. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from pages.days import full_day

from .document import BOTH, Document, LineWords
from .labels import further_of, lasts_label


def shown(document: Document) -> str:
    """The words alone, as the signing page keeps them, so that it can say what changed in between."""
    words = {
        "preamble": document.preamble,
        "clauses": [{"id": str(line.id), **line.words.body()} for line in document.lines],
        "review_on": document.review_on.isoformat(),
    }
    return json.dumps(words, ensure_ascii=False)


@dataclass(frozen=True)
class Change:
    """One difference: `before` is empty for what is new, `after` for what is gone."""

    what: str
    before: str
    after: str


def changes_since(older: str, document: Document) -> tuple[Change, ...]:
    """What is different between the words of an older page and the text now. None where that page said nonsense."""
    try:
        old: Mapping[str, Any] = json.loads(older)
        before = {str(clause["id"]): LineWords.of(clause) for clause in old["clauses"]}
        preamble, review_on = str(old["preamble"]), date.fromisoformat(str(old["review_on"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    after = {str(line.id): line.words for line in document.lines}
    changes = [Change(gettext("Name"), preamble, document.preamble)]
    changes += [
        Change(_name(key, before, after), _said(before.get(key)), _said(after.get(key))) for key in _keys(before, after)
    ]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        changes.append(Change(gettext("The order"), "", gettext("The lines are in another order.")))
    changes.append(Change(gettext("Review date"), full_day(review_on), full_day(document.review_on)))
    return tuple(change for change in changes if change.before != change.after)


def _said(line: LineWords | None) -> str:
    """A whole line as one text, with all that is signed of it."""
    if line is None:
        return ""
    for_whom = "" if line.for_whom == BOTH else gettext("For one of you")
    further = (gettext("{label}: {words}").format(label=label, words=words) for label, words in further_of(line))
    return "\n".join(
        filter(None, (line.topic, line.text, " · ".join(filter(None, (for_whom, lasts_label(line)))), *further))
    )


def _keys(before: Mapping[str, LineWords], after: Mapping[str, LineWords]) -> Iterable[str]:
    return [*before, *(key for key in after if key not in before)]


def _name(key: str, before: Mapping[str, LineWords], after: Mapping[str, LineWords]) -> str:
    if key not in before:
        return gettext("A new line")
    return gettext("A deleted line") if key not in after else gettext("A changed line")
