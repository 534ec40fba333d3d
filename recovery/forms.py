"""The form of an activity: made from its questions, so that a new piece needs no Python."""

from collections.abc import Mapping
from typing import Any

from django import forms

from pages.forms import EVERY_FIELD, InPersonField, LineField, WordsField, soften
from pages.visibility import ONLY_YOU
from sealed.folding import Words
from sealed.forms import WritingForm, entry_of

from .plan.activities import Activity

IN_PERSON = "-in-person"


class ActivityForm(WritingForm):
    """Asks what the activity asks, worded for the writer's track. `words()` gives the answers as they are kept."""

    def __init__(self, *args: Any, activity: Activity, track: str, **kwargs: Any) -> None:
        self.visibility = {EVERY_FIELD: activity.visibility or ONLY_YOU, "revision": None}  # type: ignore[misc]
        self.activity = activity
        super().__init__(*args, **kwargs)
        for name, field in _fields(activity, track).items():
            soften(field)
            self.fields[name] = field

    def words(self) -> Words:
        """Every question with its value and whether it is for saying in person. Only after `is_valid()`."""
        return {
            question.id: entry_of(
                self.cleaned_data[question.id], in_person=bool(self.cleaned_data.get(question.id + IN_PERSON))
            )
            for question in self.activity.questions
        }


def initial_of(words: Words, revision: int) -> dict[str, Any]:
    """What `ActivityForm` starts with, given kept words and the revision they are of."""
    initial: dict[str, Any] = {"revision": revision}
    for question, entry in words.items():
        initial[question] = entry.get("value", "")
        initial[question + IN_PERSON] = bool(entry.get("in_person"))
    return initial


def _fields(activity: Activity, track: str) -> Mapping[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for question in activity.questions:
        kind = LineField if question.kind == "line" else WordsField
        fields[question.id] = kind(label=question.prompt(track), help_text=question.hint(track), required=False)
        if question.in_person:
            fields[question.id + IN_PERSON] = InPersonField()
    return fields
