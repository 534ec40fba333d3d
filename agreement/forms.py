"""What is asked when writing and signing."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self, cast
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from couples.us import Us
from pages.days import full_day
from pages.forms import Form, LineField, TickField, WordsField
from pages.letters import same_name
from pages.visibility import ONLY_YOU, SHARED
from pages.widgets import Choice, Line
from people.proof_forms import ProofForm
from sealed.folding import Words
from sealed.forms import WritingForm, entry_of
from sealed.half_typed import SEEN

from .actions import LineWords
from .document import BOTH, FURTHER, NOW, Document
from .labels import FURTHER_LABELS, LASTS
from .models import MOST_REVIEW_DAYS, Clause, OwnLine, Reviewed, Says
from .shown import shown

MOST_CHARACTERS_OF_A_CLAUSE, MOST_CHARACTERS_BESIDE_IT = 2_000, 1_000
MOST_CHARACTERS_SHOWN = 60_000
ME, OTHER = "me", "other"


class HalfTypedForm(WritingForm):
    """What is kept while it is being typed. `seen` is the revision of the line that it is about."""

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen

    def words(self) -> Words:
        put = {name: entry_of(self.cleaned_data[name], in_person=False) for name in self.shown}
        return {**put, SEEN: {"value": self.seen}}


class HalfTypedLineForm(HalfTypedForm):
    """The same, of a line."""

    text = WordsField(most=MOST_CHARACTERS_OF_A_CLAUSE, required=False)
    lasts = forms.ChoiceField(choices=tuple(LASTS.items()), required=False)
    topic = LineField(required=False)
    for_whom = forms.ChoiceField(choices=[(who, who) for who in (BOTH, ME, OTHER)], required=False)
    depends = WordsField(most=MOST_CHARACTERS_BESIDE_IT, required=False)
    purpose = WordsField(most=MOST_CHARACTERS_BESIDE_IT, required=False)
    repair = WordsField(most=MOST_CHARACTERS_BESIDE_IT, required=False)


class ClauseForm(Form):
    """One line of the agreement. `revision` is that of what was kept of it while it was being typed; `us` are the two
    whom it may be for: without them it is for both."""

    visibility = {"*": SHARED}
    first = ("text", "lasts")
    asks_whom = True

    text = WordsField(
        label=_("Your line"),
        help_text=_("Who does what, by when, and how would you both know?"),
        most=MOST_CHARACTERS_OF_A_CLAUSE,
        error_messages={"required": _("Write a few words first.")},
    )
    lasts = forms.ChoiceField(
        label=_("How long?"),
        help_text=_("Either way, you look at it again at the review, and either of you can set the agreement aside."),
        choices=tuple(LASTS.items()),
        initial=NOW,
        required=False,
        widget=Choice,
    )
    topic = LineField(label=_("Topic"), help_text=_("A word or two, like “Exes”."), required=False)
    for_whom = forms.ChoiceField(
        label=_("For whom?"),
        help_text=_("A line for one of you is something that one offers. Use names in it, not “I” and “you”."),
        initial=BOTH,
        required=False,
        widget=Choice,
    )
    depends = WordsField(
        label=FURTHER_LABELS["depends"],
        help_text=_("“Lunch with colleagues is fine. Lunch for two, I tell you before.”"),
        most=MOST_CHARACTERS_BESIDE_IT,
        required=False,
    )
    purpose = WordsField(
        label=FURTHER_LABELS["purpose"],
        help_text=_("“So that I don’t lie awake wondering.”"),
        most=MOST_CHARACTERS_BESIDE_IT,
        required=False,
    )
    repair = WordsField(
        label=FURTHER_LABELS["repair"],
        help_text=_(
            "Agree it now, while you’re calm: who says what, by when, and what you do that evening. It isn’t a "
            "penalty. “I tell you by the next evening. You ask what you want to know, and either of us can stop. Then "
            "we eat.”"
        ),
        most=MOST_CHARACTERS_BESIDE_IT,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, initial=0)

    def __init__(self, *args: Any, us: Us, **kwargs: Any) -> None:
        super().__init__(*args, partner_name=us.other_name, **kwargs)
        self.us = us
        if us.other is None or not self.asks_whom:
            del self.fields["for_whom"]
        else:
            whom = cast("forms.ChoiceField", self.fields["for_whom"])
            whom.choices = [(BOTH, _("Both of us")), (ME, us.my_name), (OTHER, us.other_name or _("Your partner"))]

    def visibility_of(self, name: str) -> str | None:
        """Said once, at the words: who will see them is the same for all of a line."""
        return super().visibility_of(name) if name == "text" else None

    def words(self) -> LineWords:
        put = {name: self.cleaned_data[name] for name in (*self.first, "topic", *FURTHER)}
        return LineWords(**put, for_whom=self._whom(self.cleaned_data.get("for_whom", "")))

    def _whom(self, chosen: str) -> str:
        """The id of the one whom the line is for."""
        if chosen == ME:
            return str(self.us.person.pk)
        return str(self.us.other.person_id) if chosen == OTHER and self.us.other else BOTH

    @property
    def first_fields(self) -> list[BoundField]:
        """What every line begins with."""
        return [self[name] for name in self.first]

    @property
    def further_fields(self) -> list[BoundField]:
        """What can be added."""
        return [field for field in self.visible_fields() if field.name not in self.first]

    @property
    def is_further_shown(self) -> bool:
        """Whether something of that is there already, or to be mended."""
        return any(field.errors or field.value() not in (None, "", BOTH) for field in self.further_fields)


def initial_of(us: Us, line: LineWords) -> dict[str, str]:
    """What a form about that line begins with."""
    ids = {str(us.person.pk): ME, **({str(us.other.person_id): OTHER} if us.other else {})}
    return {**line.body(), "for_whom": ids.get(line.for_whom, BOTH)}


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
    reviewed = forms.ChoiceField(widget=forms.HiddenInput, choices=Reviewed.choices, required=False)

    @classmethod
    def showing(
        cls, clause: Clause | OwnLine, us: Us, half_typed: Mapping[str, Any] | None = None, reviewed: str = ""
    ) -> Self:
        """With the words of the line, or with those that were being typed in their place. `reviewed`: what a change of
        them is, where a line in force is read again."""
        initial = {**initial_of(us, clause.line), "seen": clause.revision, **(half_typed or {}), "reviewed": reviewed}
        return cls(initial=initial, us=us)


class NewOwnLineForm(NewClauseForm):
    """A line for oneself alone."""

    visibility = {"*": ONLY_YOU}
    may_be_shared = True
    asks_whom = False


class EditOwnLineForm(EditClauseForm):
    """An own line to change."""

    visibility = {"*": ONLY_YOU}
    may_be_shared = True
    asks_whom = False


class SeenForm(Form):
    """A line to take out or to share, as it stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class HalfTypedMarkForm(HalfTypedForm):
    """The same, of what one says of a line."""

    says = forms.ChoiceField(choices=Says.choices, required=False)
    note = WordsField(most=MOST_CHARACTERS_BESIDE_IT, required=False)


class MarkForm(Form):
    """What one says of a line, as its words stood on the page. `revision` is that of what was kept meanwhile."""

    visibility = {"*": ONLY_YOU}

    says = forms.ChoiceField(
        label=_("Your answer"),
        choices=[*Says.choices, ("", _("Not sure yet"))],
        required=False,
        widget=Choice,
    )
    note = WordsField(
        label=_("A note, if you like"),
        help_text=_("“The first half is fine. What counts as the same day when I’m on nights?”"),
        most=MOST_CHARACTERS_BESIDE_IT,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def visibility_of(self, name: str) -> str | None:
        """Said once, by the page itself: it opens to both once both have marked."""
        return None

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("note") and not given.get("says") and not self.errors:
            self.add_error("says", _("To save your note, choose one of the first two. Or delete the note."))


class PlaceForm(Form):
    """Where a line is to stand: before that one, or at the end."""

    before = forms.UUIDField(required=False)


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
        label=_("I’ve read these words and I’m signing them."),
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
        words = shown(document)
        if len(words) > MOST_CHARACTERS_SHOWN:  # then a change is noticed all the same, and only not spelled out
            words = ""
        return cls(initial={"version": version_id, "sha256": document.sha256(), "shown": words}, **named)
