"""Forms about oneself."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, WordsField
from pages.visibility import ONLY_YOU
from pages.widgets import LongList
from pages.zones import zones

TRACKS = (
    ("hurt", _("I was hurt")),
    ("crossed", _("I crossed a line")),
    ("both", _("Both, or I’m not sure")),
)
HOURS = [(hour, f"{hour:02}:00") for hour in range(9, 20)]


class ZoneForm(Form):
    """A form with one's zone in it; `initial` says which it is now."""

    zone = forms.ChoiceField(
        label=_("Your time zone"), help_text=_("The town nearest to you, or one with the same time."), widget=LongList
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones(self.initial["zone"])  # type: ignore[attr-defined]


class AddressForm(ZoneForm):
    """Asked once, after signing up. `private` is looked at and not kept."""

    visibility = {"*": "only-you"}

    private = forms.ChoiceField(
        choices=(("yes", _("Yes, only I read it")), ("unsure", _("Someone else may read it, or I’m not sure"))),
        widget=forms.RadioSelect,
    )
    mail = forms.ChoiceField(
        label=_("Shall we send reminders to it?"),
        choices=(("none", _("No, I’ll look in when I like")), ("some", _("Yes, a plain reminder now and then"))),
        widget=forms.RadioSelect,
    )
    mail_hour = forms.TypedChoiceField(label=_("Send it at"), choices=HOURS, coerce=int)
    field_order = ("private", "mail", "mail_hour", "zone")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["private"].label = gettext("Are you the only person who reads {address}?").format(address=email)


class TrackForm(Form):
    visibility = {"track": "only-you"}

    track = forms.ChoiceField(
        label=_("What comes closest?"),
        choices=TRACKS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these, or go back. You don’t have to choose.")},
    )


class AsideForm(Form):
    """A page of one's own. It brings its id, so that a form sent twice keeps one."""

    visibility = {"text": ONLY_YOU}

    text = WordsField(label=_("Your page"), error_messages={"required": _("Write a few words first.")})
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"page": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_page(self) -> Any:
        return self.cleaned_data["page"] or uuid4()
