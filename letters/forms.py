"""What is asked when a letter is written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, WordsField
from pages.visibility import ONLY_YOU


class LetterForm(Form):
    """A letter to seal, and the text that its page spoke of. `revision` is that of what was kept while it was typed."""

    visibility = {"*": ONLY_YOU}

    text = WordsField(
        label=_("Your letter"),
        help_text=_("“We eat together most evenings now. I still go quiet when it gets difficult.”"),
        error_messages={"required": _("Write a few words first.")},
    )
    version = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, initial=0)
