"""Forms that ask for one's password, so that nobody else can do this for one."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest

from pages.forms import Form

from .limits import password_is_right
from .requests import person_of


class OwnPasswordForm(Form):
    """One's own password. A subclass says what has not happened where it is another."""

    nothing_done: ClassVar[str]

    password = forms.CharField(
        label="Your password",
        help_text="So that nobody else can do this for you.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not password_is_right(self.request, person_of(self.request), password):
            raise forms.ValidationError(f"Type the password you sign in with. {self.nothing_done}")
        return password


class DeletingForm(OwnPasswordForm):
    nothing_done = "Nothing has been deleted."
