"""How pages look: the veil, which is the person's, and light or dark, which is the device's."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, TickField

COOKIE = "theme"
THEMES = (("", _("Same as this device")), ("light", _("Light")), ("dark", _("Dark")))


class LooksForm(Form):
    visibility = {"veil": "only-you"}

    veil = TickField(
        required=False,
        label=_("Hide my private writing"),
        help_text=(
            _(
                "What you wrote, and answers that have opened, stay hidden until you tap to read. They’re hidden again "
                "after a minute without a tap or a key, and when you go to another tab."
            )
        ),
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        help_text=_("For this device and browser only."),
        choices=THEMES,
        required=False,
        widget=forms.RadioSelect,
    )


def theme_of(request: HttpRequest) -> str:
    """light or dark, where this device has chosen; empty where it is as the device."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in dict(THEMES) else ""
