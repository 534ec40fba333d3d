"""What the page of the second proof asks."""

from typing import Any

from django import forms
from django.http import HttpRequest

from pages.forms import Form, TickField
from people.models import Person

from . import records
from .checking import code_shown, password_shown

NOTHING = "Type one of these."
WRONG_CODE = "That code isn’t right. Look at it once more, or ask for a new one."
NO_SUCH = "Look at your password once more: this isn’t it."


class SecondProofForm(Form):
    """The password, where one has come in without it; else a code from the app or from a mail, or the paper key. One
    field takes all of them, so that the page doesn't tell which of them there are."""

    still_one = (
        "That’s right, but it doesn’t count as a second proof yet: it was made from the first one less than 30 days "
        "ago. Add another one, or go on with one."
    )
    asks_for_password = False

    password = forms.CharField(
        label="Your password",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="A code, or your paper key",
        help_text="From your app, or from an email if you ask for one below.",
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "size": "32", "class": "long"}
        ),
    )
    remember = TickField(
        required=False,
        label="My password is enough in this browser",
        help_text="Only on a device that nobody else opens. You can end it under Sign-in.",
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
