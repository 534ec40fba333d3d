"""An activity of the plan as a piece to write."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from django.urls import reverse

from couples.us import Us
from people.models import Person
from sealed.folding import Words
from sealed.forms import initial_of
from sealed.piece import Piece

from .forms import ActivityForm
from .models import ROOM
from .plan import catalogue
from .plan.activities import Activity, NoSuchActivity
from .plan.kinds import kind_of


class PlanPiece(Piece):
    """What a person writes for an activity, worded for their track."""

    room = ROOM

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self.key, self.title = activity.id, activity.title
        self.questions = tuple(question.id for question in activity.questions)

    def address(self, page: str = "") -> str:
        return reverse(f"recovery:{page or 'piece'}", args=[self.activity.id])

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> ActivityForm:
        return ActivityForm(
            data,
            activity=self.activity,
            track=us.person.track,
            initial=initial_of(words, revision),
            partner_name=us.other_name,
        )

    def prompts(self, person: Person) -> Mapping[str, str]:
        return {question.id: question.prompt(person.track) for question in self.activity.questions}

    def context(self, us: Us) -> dict[str, Any]:
        return {"activity": self.activity, "reading": catalogue.reading_html(self.activity, us.person.track)}


def piece_of(activity: Activity) -> Piece:
    """What is written for an activity, as its kind has it. Raises LookupError where nothing is."""
    return kind_of(activity).piece(activity)


def find_pieces(_person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """What is written for those activities that the plan still has."""
    found = {}
    for key in keys:
        with suppress(NoSuchActivity, LookupError):
            found[key] = piece_of(catalogue.activity(key))
    return found
