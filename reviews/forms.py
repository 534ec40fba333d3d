"""What is asked while both go through the draft."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from agreement.models import Says
from pages.forms import Form, WordsField
from pages.visibility import ONLY_YOU
from together.models.sitting import PLACE_LENGTH

MOST_CHARACTERS_OF_A_NOTE = 2_000


class PlaceForm(Form):
    """Where both are to be, and where the page had them: each the id of a line, or empty at the end."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=PLACE_LENGTH)
    to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=PLACE_LENGTH)

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        try:
            return str(UUID(to)) if to else ""
        except ValueError as error:
            raise forms.ValidationError(_("Open the page again.")) from error


class LineForm(Form):
    """One line, as it stood on the page."""

    line = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)


class SaysForm(LineForm):
    """What one says of it."""

    says = forms.ChoiceField(choices=Says.choices)


class NoteForm(Form):
    """A note for oneself. `revision` is that of what was kept while it was typed."""

    visibility = {"*": ONLY_YOU}

    note = WordsField(
        label=_("Private note"),
        help_text=_("“Ask about the nights when I’m on call.”"),
        most=MOST_CHARACTERS_OF_A_NOTE,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
