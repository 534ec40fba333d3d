"""The forms of this room: the rhythm and the five things."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreement.models import Clause
from pages.forms import EVERY_FIELD, Form, InPersonField, LineField, ScaleField, TickField, WordsField
from pages.visibility import ONLY_YOU, SEALED, SHARED
from pages.widgets import Choice, Day, Ticks
from sealed.folding import Words
from sealed.forms import WritingForm, entry_of

from .occurrences import MONTHLY, QUARTERLY
from .questions import (
    LINES,
    LOW_NEEDS,
    MIND,
    NEEDS,
    NONE_LOW,
    NONE_LOW_LABEL,
    STILL_FITS,
    THANKS,
    US,
    US_ENDS,
    US_WORDS,
    unclear,
)
from .sitting import is_good_anchor


class RhythmForm(Form):
    visibility = {EVERY_FIELD: SHARED, "mail": ONLY_YOU}

    months = forms.TypedChoiceField(
        label=_("How often?"),
        choices=((MONTHLY, _("Every month")), (QUARTERLY, _("Every three months"))),
        coerce=int,
        widget=Choice,
    )
    anchor = forms.DateField(
        label=_("Starting on"),
        help_text=_("Your first check-in, on a day that suits you both."),
        widget=Day,
        error_messages={
            "required": _("Choose a date."),
            "invalid": _("Enter a date, like 2026-05-21."),
        },
    )
    mail = TickField(
        label=_("Send me plain emails"),
        help_text=_("One switch for all email from here. No email gives a topic or a name. You each choose."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_anchor(self) -> date:
        anchor: date = self.cleaned_data["anchor"]
        if not is_good_anchor(anchor, self.today):
            raise forms.ValidationError(gettext("Choose a day between the year 2000 and a year from now."))
        return anchor


@dataclass(frozen=True)
class Thing:
    """One of the five things: what its screen is called, what it asks, and the names of its fields."""

    questions: tuple[str, ...]
    title: str | Promise
    hint: str | Promise
    names: tuple[str, ...]


THINGS = (
    Thing((US, US_WORDS), _("How do I feel about us?"), "", ("score", "sentence", "us_in_person")),
    Thing((LOW_NEEDS,), _("Which of these was low this month?"), "", ("needs", "needs_in_person")),
    Thing((LINES,), _("Our agreement"), "", ("clauses", "fits", "line", "agreement_in_person")),
    Thing((THANKS,), _("A thank-you"), "", ("thanks", "thanks_in_person")),
    Thing(
        (MIND,),
        _("One thing on my mind"),
        _("You can leave this empty."),
        ("mind_when", "mind_feel", "mind_need", "mind_in_person"),
    ),
)


class CheckInForm(WritingForm):
    """The five things. `clauses` are the lines in force, to be ticked; without any there is a free line.

    A draft may say two things at once while it is being written; with `to_seal` that is to be mended.
    """

    visibility = {EVERY_FIELD: SEALED}

    score = ScaleField(label=_("From 0 to 10"), ends=US_ENDS, required=False)
    sentence = WordsField(label=_("In a sentence"), most=500, required=False)
    us_in_person = InPersonField()
    needs = forms.MultipleChoiceField(
        label=_("Tick any, or none of them"),
        choices=[*NEEDS.items(), (NONE_LOW, NONE_LOW_LABEL)],
        widget=Ticks,
        required=False,
    )
    needs_in_person = InPersonField()
    clauses = forms.MultipleChoiceField(label=_("Tick what we should talk about"), widget=Ticks, required=False)
    fits = TickField(label=STILL_FITS, required=False)
    line = LineField(label=_("What should we talk about?"), most=500, required=False)
    agreement_in_person = InPersonField()
    thanks = WordsField(label=_("Thank you for …"), required=False)
    thanks_in_person = InPersonField()
    mind_when = LineField(label=_("When …"), most=500, required=False)
    mind_feel = LineField(label=_("I feel …"), most=500, required=False)
    mind_need = LineField(label=_("I need …"), most=500, required=False)
    mind_in_person = InPersonField()

    def __init__(self, *args: Any, clauses: Iterable[Clause], to_seal: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_seal = to_seal
        lines = [(str(clause.pk), format_html('<span translate="no">{}</span>', clause.text)) for clause in clauses]
        if lines:
            self.fields["clauses"].choices = lines  # type: ignore[attr-defined]
            self.fields["clauses"].error_messages["invalid_choice"] = gettext(
                "The agreement has changed. Tick once more."
            )
            if not self.initial.get("line"):
                del self.fields["line"]
        else:
            del self.fields["clauses"]
            del self.fields["fits"]

    def names_of(self, questions: Collection[str]) -> list[str]:
        asking = [thing for thing in THINGS if set(thing.questions) & set(questions)]
        return [name for thing in asking for name in thing.names if name in self.fields]

    @property
    def things(self) -> list[Thing]:
        """Those of the five that stand on its page."""
        return [thing for thing in THINGS if set(thing.names) & set(self.shown)]

    def clean(self) -> None:
        super().clean()
        if self.to_seal and not self.errors:
            found = unclear(self.words())
            # What is on another screen is said before it is sealed.
            for question, name in ((LOW_NEEDS, "needs"), (LINES, "fits")):
                if question in found and name in self.shown:
                    self.add_error(name, str(found[question]))

    def words(self) -> Words:
        """What was put in, by question, as it is kept. A question that says nothing has the value None."""
        put = self.cleaned_data
        lines = {key: put.get(key) for key in ("clauses", "fits", "line") if put.get(key)}
        mind = {part: put[f"mind_{part}"] for part in ("when", "feel", "need") if put[f"mind_{part}"]}
        return {
            US: entry_of(put["score"], in_person=put["us_in_person"]),
            US_WORDS: entry_of(put["sentence"] or None, in_person=put["us_in_person"]),
            LOW_NEEDS: entry_of(put["needs"] or None, in_person=put["needs_in_person"]),
            LINES: entry_of(lines or None, in_person=put["agreement_in_person"]),
            THANKS: entry_of(put["thanks"] or None, in_person=put["thanks_in_person"]),
            MIND: entry_of(mind or None, in_person=put["mind_in_person"]),
        }


def initial_of(words: Words, revision: int) -> dict[str, Any]:
    """What `CheckInForm` starts with, given kept words and the revision they are of."""
    value = {question: entry.get("value") for question, entry in words.items()}
    said = {question: bool(entry.get("in_person")) for question, entry in words.items()}
    lines, mind = value.get(LINES) or {}, value.get(MIND) or {}
    return {
        "score": value.get(US),
        "sentence": value.get(US_WORDS) or "",
        "needs": value.get(LOW_NEEDS) or [],
        "clauses": lines.get("clauses", []),
        "fits": lines.get("fits", False),
        "line": lines.get("line", ""),
        "thanks": value.get(THANKS) or "",
        **{f"mind_{part}": mind.get(part, "") for part in ("when", "feel", "need")},
        "us_in_person": said.get(US, False),
        "needs_in_person": said.get(LOW_NEEDS, False),
        "agreement_in_person": said.get(LINES, False),
        "thanks_in_person": said.get(THANKS, False),
        "mind_in_person": said.get(MIND, False),
        "revision": revision,
    }
