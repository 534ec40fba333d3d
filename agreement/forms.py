"""What is asked when writing and signing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.days import full_day
from pages.forms import Form, LineField, TickField, WordsField
from pages.letters import same_name
from pages.visibility import ONLY_YOU, SHARED
from pages.widgets import Line
from people.proof_forms import ProofForm
from sealed.folding import Words
from sealed.forms import WritingForm, entry_of

from .actions import LineWords
from .document import Document
from .models import MOST_REVIEW_DAYS, Clause, OwnLine

MOST_CHARACTERS_OF_A_CLAUSE = 2_000
MOST_CHARACTERS_SHOWN = 60_000


class HalfTypedForm(WritingForm):
    """What is kept of a line while it is being typed. `seen` is the revision of the line that is being changed."""

    text = WordsField(most=MOST_CHARACTERS_OF_A_CLAUSE, required=False)
    topic = LineField(required=False)

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen

    def words(self) -> Words:
        put = {name: entry_of(self.cleaned_data[name], in_person=False) for name in ("text", "topic")}
        return {**put, "seen": {"value": self.seen}}


class ClauseForm(Form):
    """One line of the agreement. `revision` is that of what was kept of it while it was being typed."""

    visibility = {"*": SHARED}

    text = WordsField(
        label=_("Your line"),
        help_text=_("Who does what, by when, and how would you both know?"),
        most=MOST_CHARACTERS_OF_A_CLAUSE,
        error_messages={"required": _("Write a few words first.")},
    )
    topic = LineField(label=_("Topic"), help_text=_("A word or two. You can leave this empty."), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, initial=0)

    def words(self) -> LineWords:
        return LineWords(text=self.cleaned_data["text"], topic=self.cleaned_data["topic"])


class NewClauseForm(ClauseForm):
    """A line to add. It brings its id, so that a form sent twice makes one line."""

    clause = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"clause": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_clause(self) -> Any:
        return self.cleaned_data["clause"] or uuid4()


class EditClauseForm(ClauseForm):
    """A line to change. It brings the revision that its page showed."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, error_messages={"invalid": _("Open the line again.")}
    )

    @classmethod
    def showing(cls, clause: Clause | OwnLine, half_typed: Mapping[str, Any] | None = None, **named: Any) -> Self:
        """With the words of the line, or with those that were being typed in their place."""
        initial = {"text": clause.text, "topic": clause.topic, "seen": clause.revision, **(half_typed or {})}
        return cls(initial=initial, **named)


class NewOwnLineForm(NewClauseForm):
    """A line for oneself alone."""

    visibility = {"*": ONLY_YOU}
    may_be_shared = True


class EditOwnLineForm(EditClauseForm):
    """An own line to change."""

    visibility = {"*": ONLY_YOU}
    may_be_shared = True


class SeenForm(Form):
    """A line to take out or to share, as it stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DraftForm(Form):
    """A draft to discard, or to bring back: the one that was on the page."""

    version = forms.UUIDField(widget=forms.HiddenInput)


class ReviewDayForm(Form):
    """The day to look at the text again."""

    visibility = {"review_on": SHARED}

    review_on = forms.DateField(
        label=_("Review date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Enter a date, like 2026-05-21."),
            "required": _("Choose a date. Every agreement has one."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest, self.latest = today + timedelta(days=1), today + timedelta(days=MOST_REVIEW_DAYS)
        self.fields["review_on"].widget.attrs |= {"min": self.earliest.isoformat(), "max": self.latest.isoformat()}

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(
                gettext("Choose a date from tomorrow, {first}, to {last}.").format(
                    first=full_day(self.earliest), last=full_day(self.latest)
                ),
                code="impossible",
            )
        return day


class SigningForm(ProofForm):
    """What a person signs with, and what they had before their eyes: which text, its hash, its words. `my_name` is
    their own as it stands on the page: nobody signs for another."""

    nothing_done = _("Nothing has been signed.")
    field_order = ("version", "sha256", "shown", "meant", "name", "password")

    version = forms.UUIDField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=MOST_CHARACTERS_SHOWN)
    meant = TickField(
        label=_("I’ve read these words and I mean them."),
        error_messages={"required": _("Tick this if it’s true. You don’t need a reason not to sign.")},
    )
    name = LineField(
        label=_("Your name"),
        widget=Line(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name as it’s written here.")},
    )

    def __init__(self, *args: Any, my_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.my_name = my_name
        self.fields["name"].help_text = gettext(
            "As it’s written here: {name}. Only you see it until you’ve both signed."
        ).format(name=my_name)

    def clean_name(self) -> str:
        if same_name(self.cleaned_data["name"]) != same_name(self.my_name):
            raise forms.ValidationError(
                gettext("Type your own name as it stands here: {name}. Nothing has been signed.").format(
                    name=self.my_name
                )
            )
        return self.my_name

    @classmethod
    def showing(cls, version_id: Any, document: Document, **named: Any) -> "SigningForm":
        shown = document.shown()
        if len(shown) > MOST_CHARACTERS_SHOWN:  # then a change is noticed all the same, and only not spelled out
            shown = ""
        return cls(initial={"version": version_id, "sha256": document.sha256(), "shown": shown}, **named)
