"""What joining and leaving ask."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, LineField
from people.proof_forms import ProofForm

TOKEN = re.compile(r"(?:^|/join/)([A-Za-z0-9_-]{20,100})(?:/|$|\?)")


class LinkForm(Form):
    """The link as somebody got it, maybe with words around it."""

    link = LineField(
        most=2_000,
        label=_("Your link"),
        error_messages={"required": _("Paste the link you were given.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )

    def clean_link(self) -> str:
        """The token in it."""
        found = next(filter(None, (TOKEN.search(word) for word in self.cleaned_data["link"].split())), None)
        if found is None:
            raise forms.ValidationError(gettext("Paste the whole link. It has “/join/” in it."))
        return found[1]


class LeavingForm(ProofForm):
    """`saw`: the space of which the page spoke, so that no other is closed."""

    nothing_done = _("Nothing has been closed.")
    any_one = True

    saw = forms.CharField(required=False, widget=forms.HiddenInput)
