"""What somebody is saying of a line and has not saved."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreement.actions.half_typed import of_mark
from agreement.forms import HalfTypedMarkForm
from agreement.models import ROOM, Clause, Says
from couples.us import Us
from sealed.folding import Words
from sealed.forms import initial_of
from sealed.half_typed import HalfTyped

LABELS = {"says": _("Your answer"), "note": _("A note, if you like")}


class MarkPiece(HalfTyped):
    """`clause` is the line, and `seen` its revision on the page; of one that is only read, neither is known."""

    room = ROOM
    labels, questions = LABELS, tuple(LABELS)
    typed = ("note",)
    chosen = {"says": dict(Says.choices)}
    title = _("What you were saying about a line")

    def __init__(self, key: str, clause: Clause | None = None, seen: int = 0) -> None:
        self.key, self.clause, self.seen = key, clause, seen

    def address(self, page: str = "") -> str:
        assert self.clause, "one that is only read has no page"
        return f"{reverse('agreement:clause-mark-draft', args=[self.clause.pk])}?seen={self.clause.revision}"

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> HalfTypedMarkForm:
        return HalfTypedMarkForm(data, initial=initial_of(words, revision), seen=self.seen)


def mark_of(clause: Clause, seen: int = 0) -> MarkPiece:
    return MarkPiece(of_mark(clause.pk), clause, seen)
