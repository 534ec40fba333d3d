"""What the talk list asks."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, LineField
from pages.visibility import SHARED


class SubjectForm(Form):
    """A subject to add. It brings its id, so that a form sent twice makes one subject."""

    visibility = {"*": SHARED}

    text = LineField(
        label=_("Subject"),
        help_text=_("For example: “Who we tell about this”."),
        error_messages={"required": _("Type a subject, in a few words.")},
    )
    subject = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"subject": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_subject(self) -> Any:
        return self.cleaned_data["subject"] or uuid4()
