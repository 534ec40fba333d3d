"""A line that is being typed."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreement.actions.half_typed import NEW, NEW_OWN, of_line
from agreement.document import FURTHER
from agreement.forms import ME, OTHER, HalfTypedLineForm, initial_of
from agreement.labels import FURTHER_LABELS, LASTS
from agreement.models import ROOM, Clause, OwnLine
from couples.us import Us
from sealed.folding import Words
from sealed.half_typed import HalfTyped

LABELS = {
    "text": _("Your line"),
    "lasts": _("How long?"),
    "topic": _("Topic"),
    "for_whom": _("For whom?"),
    **FURTHER_LABELS,
}
WHOM: Mapping[str, str | Promise] = {ME: _("Me"), OTHER: _("Your partner")}


class LinePiece(HalfTyped):
    """`line` is the one that is being changed, and `seen` its revision on the page; a new one has neither."""

    room = ROOM
    labels, questions = LABELS, tuple(LABELS)
    typed = ("text", "topic", *FURTHER)
    chosen = {"lasts": LASTS, "for_whom": WHOM}
    title = _("A line you were writing")

    def __init__(self, key: str, line: Clause | OwnLine | None = None, seen: int = 0) -> None:
        self.key, self.line, self.seen = key, line, seen

    def address(self, page: str = "") -> str:
        if self.line is None:
            return reverse("agreement:own-line-draft" if self.key == NEW_OWN else "agreement:clause-draft")
        name = "clause" if isinstance(self.line, Clause) else "own-line"
        return f"{reverse(f'agreement:{name}-draft', args=[self.line.pk])}?seen={self.line.revision}"

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> HalfTypedLineForm:
        begun = initial_of(us, self.line.line) if self.line else {}
        kept = {question: words[question]["value"] for question in self.questions if question in words}
        return HalfTypedLineForm(data, initial={**begun, **kept, "revision": revision}, seen=self.seen)


def new_line() -> LinePiece:
    return LinePiece(NEW)


def new_own_line() -> LinePiece:
    return LinePiece(NEW_OWN)


def changed_line(line: Clause | OwnLine, seen: int = 0) -> LinePiece:
    return LinePiece(of_line(line.pk), line, seen)
