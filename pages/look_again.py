"""A private day on which something comes up again, for whatever room."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .forms import Form
from .visibility import ONLY_YOU
from .widgets import Day

LOOK_AGAIN_AFTER = timedelta(days=7)


class LookAgainForm(Form):
    """A private day, after today and within a year."""

    visibility = {"day": ONLY_YOU}

    day = forms.DateField(
        label=_("Look at this again on"),
        widget=Day,
        error_messages={"required": _("Choose a date."), "invalid": _("Enter a date, like 2026-05-21.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not timedelta(0) < day - self.today <= timedelta(days=366):
            raise forms.ValidationError(gettext("Choose a date after today, within a year."))
        return day
