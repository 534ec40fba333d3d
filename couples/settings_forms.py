"""Forms about oneself that the other half sees something of, or that only one alone needs."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import LineField
from pages.look_again import LookAgainForm
from pages.widgets import Day
from people.settings_forms import HOURS, ZoneForm


class SettingsForm(ZoneForm):
    visibility = {"name": "shared", "zone": "only-you", "mail_hour": "only-you"}

    name = LineField(most=60, label=_("What should we call you here?"))
    mail_hour = forms.TypedChoiceField(label=_("Send email at"), choices=HOURS, coerce=int)
    field_order = ("name", "zone", "mail_hour")


class BringUpForm(LookAgainForm):
    """The private day on which to look again at having asked; none is a choice too."""

    day = forms.DateField(
        label=_("When shall we bring this up again?"),
        help_text=_("We’ll bring it back on Today, whatever’s happened to the link. Leave it empty for no date."),
        required=False,
        widget=Day,
        error_messages={"invalid": _("Enter a date, like 2026-05-21.")},
    )

    def clean_day(self) -> date | None:  # type: ignore[override]
        return super().clean_day() if self.cleaned_data["day"] else None
