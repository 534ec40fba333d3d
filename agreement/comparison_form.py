"""Which two signed texts are laid side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.days import full_day
from pages.forms import Form, soften

from .signed_texts import SignedText, Space

FROM, TO = "from", "to"


class ComparisonForm(Form):
    """Two texts of one space; to begin with, the newest and the one before it."""

    def __init__(self, space: Space, data: Any = None, **kwargs: Any) -> None:
        newest, before = space.texts[0], space.texts[1]
        super().__init__(data, initial={FROM: before.key, TO: newest.key}, **kwargs)
        choices = [(text.key, _called(text)) for text in space.texts]
        for name, label in ((FROM, _("Compare")), (TO, _("With"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
            soften(self.fields[name])

    def clean(self) -> None:
        chosen = self.cleaned_data.get(FROM)
        if chosen and chosen == self.cleaned_data.get(TO):
            self.add_error(TO, gettext("Choose another version here."))


def _called(text: SignedText) -> str:
    return gettext("{day}: version {number}").format(day=full_day(text.since), number=text.version.number)
