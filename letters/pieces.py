"""A letter that is being typed, kept as drafts of pieces are until it is sealed: its writer's only."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from couples.us import Us
from people.models import Person
from sealed.folding import Words
from sealed.forms import initial_of
from sealed.piece import Piece

from .actions import LETTER
from .forms import HalfTypedLetterForm
from .models import ROOM

PROMPTS = {"text": _("Your letter")}


class LetterPiece(Piece):
    room, key = ROOM, LETTER
    questions = tuple(PROMPTS)
    title = _("A letter you were writing")

    def address(self, page: str = "") -> str:
        return reverse("letters:draft")

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> HalfTypedLetterForm:
        return HalfTypedLetterForm(data, initial=initial_of(words, revision))

    def prompts(self, person: Person) -> Mapping[str, str]:
        return {question: str(prompt) for question, prompt in PROMPTS.items()}


def find_pieces(_person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """The letter that is being typed, to be read."""
    return {key: LetterPiece() for key in keys if key == LETTER}
