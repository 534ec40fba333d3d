"""A private note that is being typed."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from couples.us import Us
from pages.forms import WordsField
from people.models import Person
from sealed.folding import Words
from sealed.forms import QuestionsForm, initial_of
from sealed.half_typed import HalfTyped
from sealed.piece import Piece

from .actions import NOTE, of_note
from .forms import MOST_CHARACTERS_OF_A_NOTE
from .models import ROOM


class NotePiece(HalfTyped):
    """`line_id`: the line that it is on. A note outlives its line, and so does what is typed of it."""

    room = ROOM
    labels = {"note": _("Private note")}
    typed = questions = tuple(labels)
    title = _("A note you were writing on a line")

    def __init__(self, line_id: UUID) -> None:
        self.line_id, self.key = line_id, of_note(line_id)

    def address(self, page: str = "") -> str:
        return reverse("reviews:note-draft", args=[self.line_id])

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> QuestionsForm:
        asked = {"note": WordsField(most=MOST_CHARACTERS_OF_A_NOTE, required=False)}
        return QuestionsForm(data, initial=initial_of(words, revision), asked=asked)


def find_pieces(_person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """Those notes that are being typed, to be read."""
    return {key: NotePiece(UUID(key.removeprefix(NOTE))) for key in keys if key.startswith(NOTE)}
