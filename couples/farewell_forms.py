"""Forms that ask for one's password, so that nobody else can do this for one."""

from typing import Any, ClassVar

from django import forms

from .forms import Form
from .models import Person


class OwnPasswordForm(Form):
    """One's own password. A subclass says what has not happened where it is another."""

    nothing_done: ClassVar[str]

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
            raise forms.ValidationError(f"Type the password you sign in with. {self.nothing_done}")
        return password


class LeavingForm(OwnPasswordForm):
    """`saw`: the space of which the page spoke, so that no other is closed."""

    nothing_done = "Nothing has been closed."

    saw = forms.CharField(required=False, widget=forms.HiddenInput)


class DeletingForm(OwnPasswordForm):
    nothing_done = "Nothing has been deleted."
