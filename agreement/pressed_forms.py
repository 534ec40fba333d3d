"""What is asked of somebody who did not sign freely."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, WordsField
from pages.visibility import ONLY_YOU


class SigningNoteForm(Form):
    """What one writes down about signing. It brings its id, so that a form sent twice makes one note, and the text
    that its page spoke of."""

    visibility = {"*": ONLY_YOU}

    text = WordsField(
        label=_("What happened"),
        help_text=_("You can leave this empty. Then only the day is saved."),
        required=False,
    )
    note = forms.UUIDField(widget=forms.HiddenInput, required=False)
    about = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"note": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
