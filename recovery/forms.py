"""The form of an activity: made from its questions, so that a new piece needs no Python."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.html import format_html

from pages.forms import EVERY_FIELD, LineField, ScaleField, WordsField
from pages.widgets import Choice
from sealed.forms import QuestionsForm

from .plan.activities import CHOICE, LINE, SCALE, Activity, Option, Question

MOST_OF_A_SENTENCE = 500


class ActivityForm(QuestionsForm):
    """Asks what the activity asks, worded for the writer's track."""

    def __init__(self, *args: Any, activity: Activity, track: str, visibility: str, **kwargs: Any) -> None:
        scales = [question for question in activity.questions if question.kind == SCALE]
        self.visibility = {EVERY_FIELD: visibility}  # type: ignore[misc]
        asked = {part: field for question in activity.questions for part, field in _fields(question, track)}
        in_person = {question.id for question in activity.questions if question.in_person}
        beside = {question.sentence_id: question.id for question in scales}
        super().__init__(*args, asked=asked, in_person=in_person, beside=beside, **kwargs)


def _fields(question: Question, track: str) -> Iterator[tuple[str, forms.Field]]:
    label, hint = question.prompt(track), question.hint(track)
    if question.kind == SCALE:
        yield question.id, ScaleField(label=label, ends=question.ends, required=False)
        sentence = WordsField(label=question.words, help_text=hint, most=MOST_OF_A_SENTENCE, required=False)
        yield question.sentence_id, sentence
    elif question.kind == CHOICE:
        choices = [(option.id, _said_of(option)) for option in question.options]
        yield question.id, forms.ChoiceField(label=label, choices=choices, widget=Choice, required=False)
    else:
        kind = LineField if question.kind == LINE else WordsField
        yield question.id, kind(label=label, help_text=hint, required=False)


def _said_of(option: Option) -> str:
    if not option.about:
        return option.label
    return format_html('{}<span class="note about-option">{}</span>', option.label, option.about)
