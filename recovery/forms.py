"""The form of an activity: made from its questions, so that a new piece needs no Python."""

from typing import Any

from django import forms

from pages.forms import EVERY_FIELD, LineField, WordsField
from pages.visibility import ONLY_YOU
from sealed.forms import QuestionsForm

from .plan.activities import Activity, Question


class ActivityForm(QuestionsForm):
    """Asks what the activity asks, worded for the writer's track."""

    def __init__(self, *args: Any, activity: Activity, track: str, **kwargs: Any) -> None:
        self.visibility = {EVERY_FIELD: activity.visibility or ONLY_YOU, "revision": None}  # type: ignore[misc]
        asked = {question.id: _field(question, track) for question in activity.questions}
        in_person = {question.id for question in activity.questions if question.in_person}
        super().__init__(*args, asked=asked, in_person=in_person, **kwargs)


def _field(question: Question, track: str) -> forms.Field:
    kind = LineField if question.kind == "line" else WordsField
    return kind(label=question.prompt(track), help_text=question.hint(track), required=False)
