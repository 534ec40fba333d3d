"""What a person fills in about a sealed piece, in whatever room."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from couples.forms import Form
from couples.visibility import ONLY_YOU
from couples.widgets import Day

LONGEST_REVISION = 9


def revision_in(data: Mapping[str, Any]) -> int:
    """The revision that a page carried; -1, which no draft has, where it carried none or nonsense."""
    value = str(data.get("revision", ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_REVISION else -1


class LookAgainForm(Form):
    """A private day, after today and within a year."""

    never_shared = True
    visibility = {"day": ONLY_YOU}

    day = forms.DateField(
        label="Look at this again on",
        widget=Day,
        error_messages={"required": "Choose a day.", "invalid": "Write the day like 2026-05-21."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not timedelta(0) < day - self.today <= timedelta(days=366):
            raise forms.ValidationError("Choose a day after today, and within a year.")
        return day
