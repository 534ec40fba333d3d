"""What the page of the second proof asks."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.forms import Form, TickField
from people.models import Person

from . import records
from .checking import code_shown, password_shown

NOTHING = _("Enter one of these.")
WRONG_CODE = _("Check the code and enter it again, or send a new one.")
NO_SUCH = _("Check your password and enter it again.")


class SecondProofForm(Form):
    """The password, where one has come in without it; else a code from the app or from a mail, or the paper key. One
    field takes all of them, so that the page doesn't tell which of them there are."""

    still_one = _(
        "That’s right, but it’s less than 30 days old and was made with the first thing you showed us, so the two "
        "count as one. Enter something else, or carry on without."
    )
    asks_for_password = False

    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code, or your paper key"),
        help_text=_("A code from your app or from our email."),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "size": "32", "class": "long"}
        ),
    )
    remember = TickField(
        required=False,
        label=_("Next time, my password is enough in this browser"),
        help_text=_("Don’t tick this on a device someone else can open. You can undo it under Ways in."),
    )

    def __init__(self, *args: Any, request: HttpRequest, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person
        self.asks_for_password = not records.used_password(request, person)
        if not self.asks_for_password:
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password, code = given.get("password", ""), given.get("code", "")
        if not password and not code:
            self.add_error("password" if self.asks_for_password else "code", NOTHING)
        elif password and not password_shown(self.request, self.person, password):
            self.add_error("password", NO_SUCH)
        elif code and code_shown(self.request, self.person, code) is None:
            self.add_error("code", WRONG_CODE)
        return given
