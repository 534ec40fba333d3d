"""A letter that is being typed."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from couples.us import Us
from pages.forms import WordsField
from people.models import Person
from sealed.folding import Words
from sealed.forms import QuestionsForm, initial_of
from sealed.half_typed import HalfTyped
from sealed.piece import Piece

from .actions import LETTER
from .models import ROOM


class LetterPiece(HalfTyped):
    room, key = ROOM, LETTER
    labels = {"text": _("Your letter")}
    typed = questions = tuple(labels)
    title = _("A letter you were writing")

    def address(self, page: str = "") -> str:
        return reverse("letters:draft")

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> QuestionsForm:
        asked = {"text": WordsField(required=False)}
        return QuestionsForm(data, initial=initial_of(words, revision), asked=asked)


def find_pieces(_person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """The letter that is being typed, to be read."""
    return {key: LetterPiece() for key in keys if key == LETTER}
