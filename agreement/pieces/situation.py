"""A situation of one's own that is being typed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreement.actions.half_typed import of_situation
from agreement.models import ROOM
from agreement.rating_forms import MOST_OF_A_NOTE, SituationForm
from couples.us import Us
from pages.forms import LineField, WordsField
from sealed.folding import Words
from sealed.forms import QuestionsForm, initial_of
from sealed.half_typed import HalfTyped

from .topic import TopicPiece


class SituationPiece(HalfTyped):
    """`beside` is the topic in the round it is typed in; of one that is only read, it is not known."""

    room = ROOM
    labels = {name: SituationForm.base_fields[name].label or "" for name in ("title", "text")}
    typed = questions = tuple(labels)
    title = _("A situation you were writing")

    def __init__(self, key: str, beside: TopicPiece | None = None) -> None:
        self.key, self.beside = key, beside

    def address(self, page: str = "") -> str:
        assert self.beside, "one that is only read has no page"
        return self.beside.address("own-draft")

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> QuestionsForm:
        asked = {"title": LineField(required=False), "text": WordsField(most=MOST_OF_A_NOTE, required=False)}
        return QuestionsForm(data, initial=initial_of(words, revision), asked=asked)


def situation_beside(piece: TopicPiece) -> SituationPiece:
    return SituationPiece(of_situation(piece.topic.id), piece)
