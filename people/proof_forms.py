"""Forms that ask for a proof, so that nobody else can do this for one."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.forms import Form

from .accounts.checking import proof_in_form
from .proofs import Proof
from .requests import person_of


class ProofForm(Form):
    """One's password, a code from the app, or the paper key: one field takes each of them. `proof` is which it was. A
    subclass says what has not happened where it is none."""

    nothing_done: ClassVar[str | Promise]
    any_one: ClassVar[bool] = False
    """Whether a code from the mail is enough as well."""
    proof: Proof | None = None

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("Or an app code, or your paper key. We ask in case someone else has picked up your device."),
        strip=False,
        error_messages={"required": _("Enter your password, an app code or your paper key.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if self.any_one:
            self.fields["password"].help_text = gettext(
                "Or a code from your app or your email, or your paper key. We ask in case someone else has picked up "
                "your device."
            )

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        self.proof = proof_in_form(self.request, person_of(self.request), typed, any_one=self.any_one)
        if self.proof is None:
            wrong = gettext("Enter the password you sign in with.")
            raise forms.ValidationError(f"{wrong} {self.nothing_done}")
        return typed


class DeletingForm(ProofForm):
    nothing_done = _("Nothing has been deleted.")
