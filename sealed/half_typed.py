"""A form while it is being filled in: kept as drafts of pieces are, its writer's only, and back in the form when they
come back to it. It is never sealed, and gone once the form is sent."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import Promise

from pages.numbers import small_number
from people.models import Person

from .folding import value_of
from .piece import Piece
from .reading import draft_of

SEEN = "seen"
"""What the revision is kept under of a thing that the form is about: none of its words."""


class HalfTyped(Piece):
    """What is being typed into one form. A room says its `form` and its `address`, which keeps the draft."""

    labels: ClassVar[Mapping[str, str | Promise]]
    """What each question is called, in order."""

    typed: ClassVar[tuple[str, ...]]
    """Those in which somebody writes; the others are chosen, and without a word nothing has been begun."""

    chosen: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {}
    """Of those that are chosen, what each choice is called."""

    def prompts(self, person: Person) -> Mapping[str, str]:
        return {question: str(label) for question, label in self.labels.items()}

    def say(self, person: Person, question: str, value: Any) -> str:
        if question == SEEN:
            return ""
        choices = self.chosen.get(question)
        return super().say(person, question, value) if choices is None else str(choices.get(value, ""))


def half_typed_by(person: Person, piece: HalfTyped) -> Mapping[str, Any]:
    """What its form begins with where its writer has not sent it, with `is_half_typed`; else nothing but the draft's
    number, `revision`."""
    draft = draft_of(person, piece)
    if draft is None:
        return {"revision": 0}
    words = draft.words
    if not any(value_of(words, question) for question in piece.typed):
        return {"revision": draft.revision}
    return {"revision": draft.revision, "is_half_typed": True, **{name: value_of(words, name) for name in words}}


def typed_on(request: HttpRequest) -> int | None:
    """The revision of what was kept of a form whose page is sent without being read; None where it does not say."""
    return small_number(request.POST.get("revision", ""))
