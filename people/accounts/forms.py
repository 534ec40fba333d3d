"""allauth's forms, with our labels and sentences."""

import uuid
import zoneinfo
from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.utils import has_verified_email
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.forms import LineField, TickField, soften
from pages.letters import code_in, same_address
from people.actions import changing, ways_in
from people.limits import count_mail
from people.models import Person

from .asked import asked_in, note_asked
from .checking import proof_in_form
from .passwords import least_password
from .unknown_addresses import look_for_no_address, look_for_nobody, persons_at

LONGEST_NAME = 60
ADDRESS_LOOKS = 3  # as many as allauth takes before a new person gets the first code

LABELS = {
    "login": _("Email address"),
    "email": _("Email address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("Password"),
    "password2": _("New password again"),
    "code": _("Code from the email"),
}
EMPTY = {
    "login": _("Enter your email address."),
    "email": _("Enter your email address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter your password."),
    "password1": _("Choose a password."),
    "password2": _("Enter the new password again."),
    "code": _("Enter the code from the email."),
}


class CodeField(forms.CharField):
    """A code by its letters and digits, however it was typed or pasted."""

    def to_python(self, value: Any) -> str:
        return code_in(super().to_python(value) or "")


class AddressField(forms.EmailField):
    """An address by its letters: one that only looks like another is none of its own."""

    def to_python(self, value: Any) -> str:
        return same_address(super().to_python(value) or "")


class OurWords(forms.Form):
    """Puts our labels and sentences over allauth's fields. Mixed in before its form."""

    use_required_attribute = False
    labels: dict[str, str | Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            field.label = {**LABELS, **self.labels}.get(name, field.label)  # type: ignore[assignment]
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name == "password1":
                least = least_password()
                field.help_text = ngettext(
                    "At least {least} character. Four unrelated words work well.",
                    "At least {least} characters. Four unrelated words work well.",
                    least,
                ).format(least=least)
            if name == "code":
                self.fields[name] = CodeField(label=field.label, widget=field.widget)
            if name in ("login", "email"):
                self.fields[name] = AddressField(label=field.label, widget=field.widget)
            if name in EMPTY:
                self.fields[name].error_messages["required"] = EMPTY[name]
            soften(self.fields[name])


class SignInForm(OurWords, theirs.LoginForm):  # type: ignore[misc]
    """The paper key may come along: then nothing else is asked for. Its field is always there."""

    field_order = ("login", "password", "key")

    key = forms.CharField(
        label=_("Paper key, if you have one"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SignupForm(OurWords, theirs.SignupForm):  # type: ignore[misc]
    """E-mail, one password, a name, "I’m 18 or over", and the browser's time zone."""

    account_already_exists: bool
    field_order = ("name", "email", "password1", "adult", "zone")

    name = LineField(
        most=LONGEST_NAME,
        label=_("What should we call you here?"),
        error_messages={"required": _("Enter the name you’d like us to use.")},
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    adult = TickField(
        label=_("I’m 18 or over"),
        error_messages={"required": _("Tick this if you’re 18 or over. This place is for adults.")},
    )
    zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = gettext("A partner who joins you sees this name.")
        self.fields["email"].help_text = gettext("One only you read. We send you a code to sign in with.")

    def clean_zone(self) -> str:
        """A zone that there is, else UTC; it can be chosen under More."""
        zone = self.cleaned_data["zone"]
        return zone if zone in zoneinfo.available_timezones() else "UTC"

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Sent twice at the same moment it makes one person; the second gets the page of a known address."""
        count_mail(request, self.cleaned_data["email"])
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)  # type: ignore[no-any-return]
            except IntegrityError:
                self.account_already_exists = True
        self._make_nobody(request)
        return super().try_save(request)  # type: ignore[no-any-return]

    def _make_nobody(self, request: HttpRequest) -> None:
        """All that a new person costs, password and key included, and then nothing of it was: so long does the answer
        take for an address that somebody has already."""
        given, email = self.cleaned_data, f"{uuid.uuid4()}@nobody.invalid"
        self.cleaned_data, self.account_already_exists = {**given, "email": email}, False
        try:
            with transaction.atomic():
                person = self.save(request)
                has_verified_email(person, email)
                look_for_nobody()
                for _ in range(ADDRESS_LOOKS):
                    look_for_no_address(person, email)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data, self.account_already_exists = given, True


class ReauthenticateForm(OurWords, theirs.ReauthenticateForm):  # type: ignore[misc]
    """Is it you? One field takes the password, a code of the app, or the paper key; which it was is remembered."""

    labels: dict[str, str | Promise] = {"password": _("Your password, an app code or your paper key")}

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        proof = proof_in_form(context.request, self.user, typed)
        if proof is None:
            raise get_adapter().validation_error("incorrect_password")
        note_asked(context.request, proof)
        return typed


class AddEmailForm(OurWords, theirs.AddEmailForm):  # type: ignore[misc]
    labels: dict[str, str | Promise] = {"email": _("New email address")}


class ChangeEmailForm(OurWords, theirs.ChangeEmailForm):  # type: ignore[misc]
    labels: dict[str, str | Promise] = {"email": _("Email address")}


class ChangePasswordForm(OurWords, theirs.ChangePasswordForm):  # type: ignore[misc]
    labels: dict[str, str | Promise] = {
        "oldpassword": _("Your password now, an app code or your paper key"),
        "password1": _("New password"),
    }

    def clean_oldpassword(self) -> str:
        typed: str = self.cleaned_data["oldpassword"]
        proof = proof_in_form(context.request, self.user, typed)
        if proof is None:
            raise get_adapter().validation_error("enter_current_password")
        note_asked(context.request, proof)
        return typed

    def save(self) -> None:
        changing.change_password(self.user, self.cleaned_data["password1"], asked_in(context.request))


class SetPasswordForm(OurWords, theirs.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, theirs.ResetPasswordForm):  # type: ignore[misc]
    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.users = [person for person in persons_at(get_adapter().clean_email(email.lower())) if person.is_active]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """An address that nobody has here costs what another costs: a code is made, and mailed to nobody."""
        email: str = super().save(request, **kwargs)
        if not self.users:
            adapter = get_adapter()
            code = adapter.generate_password_reset_code()
            adapter.post_to_nobody("account/email/password_reset_code", email, {"code": code})
        return email


class RequestCodeForm(OurWords, theirs.RequestLoginCodeForm):  # type: ignore[misc]
    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        found = [person for person in persons_at(get_adapter().clean_email(email.lower())) if person.is_active]
        self._user = found[0] if found else None
        return email


class SignInCodeForm(OurWords, theirs.ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.expected_code:
            look_for_nobody()


class ResetPasswordKeyForm(OurWords, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: dict[str, str | Promise] = {"password1": _("New password")}

    def save(self) -> None:
        """Keeps the new password beside the one there is: who reads the mail cannot take the old one away."""
        reset = context.request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY]
        ways_in.keep_reset(self.user, self.cleaned_data["password1"], reset["email"])


class EmailCodeForm(OurWords, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.email and self.user is None:
            look_for_nobody(2)


class PasswordCodeForm(OurWords, theirs.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        if not valid and not self.expected_code:
            look_for_nobody()
        return valid
