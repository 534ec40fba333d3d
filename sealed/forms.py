"""What every form of a piece has, in whatever room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from pages.forms import Form

from .folding import Words

LONGEST_REVISION = 9


class WritingForm(Form):
    """A form whose words are kept as they are written. `revision` is that of the draft its page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def words(self) -> Words:
        """What was put in, by question, as it is kept. Only after `is_valid()`."""
        raise NotImplementedError

    def blame(self, sentence: str) -> None:
        """Puts a sentence to the first field: there is nothing on the page."""
        self.add_error(self.visible_fields()[0].name, sentence)


def entry_of(value: Any, *, in_person: bool) -> dict[str, Any]:
    """One question of an answer, as it is kept."""
    return {"value": value, "in_person": True} if in_person else {"value": value}


def revision_in(data: Mapping[str, Any]) -> int:
    """The revision that a page carried; -1, which no draft has, where it carried none or nonsense."""
    value = str(data.get("revision", ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_REVISION else -1
