"""Forms about oneself."""

import zoneinfo
from datetime import date

from django import forms

from .forms import Form, LineField
from .sealed.forms import LookAgainForm
from .widgets import Day

TRACKS = (
    ("hurt", "I was hurt"),
    ("crossed", "I crossed a line"),
    ("both", "Both of us, or I am not sure"),
)
HOURS = [(hour, f"{hour:02}:00") for hour in range(9, 20)]


def zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if zone != "localtime"]


class SettingsForm(Form):
    visibility = {"name": "shared", "zone": "only-you", "mail_hour": "only-you"}

    name = LineField(most=60, label="What should we call you here?")
    zone = forms.ChoiceField(label="Your time zone", choices=zones)
    mail_hour = forms.TypedChoiceField(label="If mail comes, then at", choices=HOURS, coerce=int)


class AddressForm(Form):
    """Asked once, after signing up. `private` is looked at and not kept."""

    visibility = {"*": "only-you"}

    private = forms.ChoiceField(
        label="Is this address private to you?",
        help_text="Your answer is kept nowhere. It only decides what the next page says.",
        choices=(("yes", "Yes, only I read it"), ("unsure", "Somebody else may read it, or I am not sure")),
        widget=forms.RadioSelect,
    )
    mail = forms.ChoiceField(
        label="May mail come to it?",
        help_text="A mail never says what it is about and names nobody. You can change this at any time.",
        choices=(("none", "No mail. I look in here when I like"), ("some", "A plain reminder, now and then")),
        widget=forms.RadioSelect,
    )
    mail_hour = forms.TypedChoiceField(label="If mail comes, then at", choices=HOURS, coerce=int)
    zone = forms.ChoiceField(label="Your time zone", choices=zones)


class TrackForm(Form):
    visibility = {"track": "only-you"}

    track = forms.ChoiceField(
        label="What comes closest?",
        choices=TRACKS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these, or go back: nothing has to be chosen."},
    )


class BringUpForm(LookAgainForm):
    """The private day on which to look again at having asked; none is a choice too."""

    day = forms.DateField(
        label="When shall we bring this up again?",
        help_text="It stands on your Today page then, whatever has come of the link. Leave it empty for no day.",
        required=False,
        widget=Day,
        error_messages={"invalid": "Write the day like 2026-05-21."},
    )

    def clean_day(self) -> date | None:  # type: ignore[override]
        return super().clean_day() if self.cleaned_data["day"] else None
