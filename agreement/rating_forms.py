"""Rating the cards of a topic, alone."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pages.forms import EVERY_FIELD, Form, InPersonField, LineField, WordsField, soften
from pages.visibility import ONLY_YOU, SEALED
from pages.widgets import Choice, Ticks
from sealed.folding import Words
from sealed.forms import IN_PERSON, WritingForm, entry_of

from .actions import MOST_GUESSES, MOST_TOPICS
from .situations.deck import Card, Topic
from .situations.ratings import RATINGS, note_of, rating_of

NOTE = "-note"
MOST_OF_A_NOTE = 500
RATE_FIRST = _("Choose one of the three, or leave the note empty.")


class RatingForm(WritingForm):
    """Each card: one of three, and a note. Where it is sealed, a card may rather be talked about in person.

    A note without a rating may be kept, and with `to_seal` is to be mended: nobody reads a note for the price of none.
    """

    def __init__(self, *args: Any, cards: Sequence[Card], is_sealed: bool, to_seal: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards, self.to_seal = cards, to_seal
        self.visibility = {EVERY_FIELD: SEALED if is_sealed else ONLY_YOU}  # type: ignore[misc]
        for card in cards:
            rating = forms.ChoiceField(
                label=_("How is that for you?"), choices=list(RATINGS.items()), widget=Choice, required=False
            )
            soften(rating)
            self.fields[card.id] = rating
            self.fields[card.id + NOTE] = WordsField(
                label=_("A note"), help_text=_("“Fine, if I hear about it.”"), most=MOST_OF_A_NOTE, required=False
            )
            if is_sealed:
                self.fields[card.id + IN_PERSON] = InPersonField()

    def names_of(self, questions: Collection[str]) -> list[str]:
        asked = {name for card in questions for name in (card, card + NOTE, card + IN_PERSON)}
        return [name for name in self.fields if name in asked]

    @property
    def shown_cards(self) -> list[tuple[Card, list[BoundField]]]:
        """The cards on its page, each with its fields."""
        return [
            (card, [self[name] for name in self.names_of([card.id])]) for card in self.cards if card.id in self.shown
        ]

    def clean(self) -> None:
        super().clean()
        if self.to_seal and not self.errors:
            for card in self.cards:
                if card.id in self.shown and self.cleaned_data[card.id + NOTE] and not self.cleaned_data[card.id]:
                    self.add_error(card.id, RATE_FIRST)

    def words(self) -> Words:
        """Every card with its rating and note, None where it was skipped. Only after `is_valid()`."""
        put = self.cleaned_data
        return {
            card.id: entry_of(_kept(put[card.id], put[card.id + NOTE]), in_person=bool(put.get(card.id + IN_PERSON)))
            for card in self.cards
        }


def _kept(rating: str, note: str) -> dict[str, str] | None:
    kept = {name: said for name, said in (("rating", rating), ("note", note)) if said}
    return kept or None


def initial_of(words: Words, revision: int) -> dict[str, Any]:
    """What a `RatingForm` starts with, given kept words and the revision they are of."""
    initial: dict[str, Any] = {"revision": revision}
    for card, entry in words.items():
        value = entry.get("value")
        initial |= {card: rating_of(value), card + NOTE: note_of(value), card + IN_PERSON: bool(entry.get("in_person"))}
    return initial


class TopicsForm(Form):
    """Which topics matter most, three at most."""

    visibility = {EVERY_FIELD: ONLY_YOU}

    topics = forms.MultipleChoiceField(label=_("Which topics matter most to you?"), widget=Ticks, required=False)

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(topic.id, topic.title) for topic in topics]  # type: ignore[attr-defined]

    def clean_topics(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose three at most. You can rate all of them, whichever you choose."))
        return chosen


class GuessForm(Form):
    """What the other may have said of the cards that one has rated, three at most."""

    visibility = {EVERY_FIELD: ONLY_YOU}

    def __init__(self, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for card in cards:
            self.fields[card.id] = forms.ChoiceField(
                label=card.title, choices=[("", _("No guess")), *RATINGS.items()], required=False
            )

    def clean(self) -> None:
        super().clean()
        if len(self.guesses()) > MOST_GUESSES:
            raise forms.ValidationError(_("Guess three at most."))

    def guesses(self) -> dict[str, str]:
        """Those that were made, by card. Only after `is_valid()`."""
        return {card: rating for card, rating in self.cleaned_data.items() if rating}


class SituationForm(Form):
    """A situation of one's own, to be rated by both from the next round on. `saw`: the space its page spoke of;
    `revision`: that of what was kept of it while it was being typed.
    """

    visibility = {EVERY_FIELD: SEALED}

    title = LineField(
        label=_("Title"), help_text=_("“The shared calendar”"), error_messages={"required": _("Give it a title.")}
    )
    text = WordsField(
        label=_("What happens"),
        help_text=_("“One of us …” Two sentences are enough."),
        most=MOST_OF_A_NOTE,
        error_messages={"required": _("Write what happens, in a sentence or two.")},
    )
    saw = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def visibility_of(self, name: str) -> str | None:
        """Said once, at its first field: who will see it is the same for both."""
        return super().visibility_of(name) if name == "title" else None
