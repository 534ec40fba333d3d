"""Forms about oneself."""

import zoneinfo
from typing import Any

from django import forms

from .forms import Form, LineField
from .models import Person

TRACKS = (
    ("hurt", "I was hurt"),
    ("crossed", "I crossed a line"),
    ("both", "Both of us, or I am not sure"),
)
HOURS = [(hour, f"{hour:02}:00") for hour in range(9, 20)]


def zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if zone != "localtime"]


class SettingsForm(Form):
    visibility = {"name": "shared", "track": "only-you", "zone": "only-you", "mail_hour": "only-you"}

    name = LineField(most=60, label="What should we call you here?")
    track = forms.ChoiceField(
        label="Where do you stand in this?",
        help_text="It changes the questions and their order, never what you can do. You can change it at any time.",
        choices=TRACKS,
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(label="Your time zone", choices=zones)
    mail_hour = forms.TypedChoiceField(label="If mail comes, then at", choices=HOURS, coerce=int)


class LeaveForm(Form):
    password = forms.CharField(
        label="Your password",
        help_text="So that nobody else can do this for you.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError("Type the password you sign in with. Nothing has been closed.")
        return password
