"""Signing up and in: allauth does it, in our words and with our person. Its settings are in `config/settings.py`."""

import logging
import zoneinfo
from email.utils import make_msgid
from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from reminders.mails import mail_domain

from .forms import LineField, TickField, soften
from .models import Person

log = logging.getLogger(__name__)

LONGEST_NAME = 60


def least_password() -> int:
    """How many characters a password needs, as the settings say."""
    return next((v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator)), 8)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks of the house: its sentences, its mails, its persons."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Nobody can sign in with it.",
        "cannot_remove_primary_email": "This is the address you sign in with. Add another one first.",
        "duplicate_email": "You have this address here already. Type another one, or leave it as it is.",
        "email_password_mismatch": "Look at both once more: this address and this password do not belong together.",
        "email_taken": "Type another address: this one cannot be used here.",
        "enter_current_password": "Type the password you sign in with now.",
        "incorrect_code": "Look at the code in the mail once more, and type it as it stands there.",
        "incorrect_password": "Type the password you sign in with.",
        "too_many_login_attempts": "There were many tries. Wait a few minutes, then try again.",
        "rate_limited": "There were many tries. Wait a few minutes, then try again.",
        "same_as_current": "Type another address: this is the one you have.",
    }

    def format_email_subject(self, subject: str) -> str:
        """Nothing before the subject: it would name the site on a locked screen."""
        return subject

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """A mail like any other of the house: made by a machine, and its id does not tell the machine's name."""
        ours = {"Message-ID": make_msgid(domain=mail_domain()), "Auto-Submitted": "auto-generated"}
        return super().render_mail(template_prefix, email, context, headers={**ours, **(headers or {})})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One plain mail. Where the mail server is away the page still answers, the same for every address;
        the person asks for another code."""
        try:
            super().send_mail(template_prefix, email, {**context, "site_url": f"{settings.TWOFOLD_SITE_ROOT}/"})
        except OSError as error:
            log.error("A mail for signing in could not be handed over: %s", type(error).__name__)  # noqa: TRY400

    def clean_password(self, password: str, user: Any = None) -> str:
        kinder = {
            "password_too_short": f"Make it at least {least_password()} characters long.",
            "password_too_common": "Choose one that is harder to guess: many others use this one.",
        }
        if not password.strip():
            raise ValidationError("Use letters, digits or signs, and not spaces alone.", code="password_blank")
        try:
            return str(super().clean_password(password, user))
        except ValidationError as refused:
            raise ValidationError(
                [ValidationError(kinder.get(e.code or "", e.messages[0]), code=e.code) for e in refused.error_list]
            ) from None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Person:
        """The person of a sign-up, with a vault key of their own."""
        given = form.cleaned_data
        with transaction.atomic():
            return Person.objects.create_user(
                given["email"], given["password1"], name=given["name"], zone=given.get("zone") or "UTC"
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/more/"


LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "The password you have now",
    "password1": "Password",
    "password2": "The same once more",
    "code": "The code from the mail",
}


class OurWords(forms.Form):
    """Puts our labels and sentences over allauth's fields. Mixed in before its form."""

    use_required_attribute = False
    labels: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = {**LABELS, **self.labels}.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name == "password1":
                field.help_text = f"At least {least_password()} characters. Four unrelated words are good."
            soften(field)


class SignInForm(OurWords, theirs.LoginForm):  # type: ignore[misc]
    pass


class SignupForm(OurWords, theirs.SignupForm):  # type: ignore[misc]
    """E-mail, one password, a name, "I am 18 or older", and the browser's time zone."""

    account_already_exists: bool
    field_order = ("name", "email", "password1", "adult", "zone")

    name = LineField(
        most=LONGEST_NAME,
        label="What should we call you here?",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    adult = TickField(
        label="I am 18 or older",
        error_messages={"required": "This place is for adults. Tick this if you are 18 or older."},
    )
    zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "Who joins you here will see this name."
        self.fields["email"].help_text = "Use an address that only you read."

    def clean_zone(self) -> str:
        """A zone that there is, else UTC; it can be chosen under More."""
        zone = self.cleaned_data["zone"]
        return zone if zone in zoneinfo.available_timezones() else "UTC"

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Sent twice at the same moment it makes one person; the second gets the page of a known address."""
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)  # type: ignore[no-any-return]
            except IntegrityError:
                self.account_already_exists = True
        return super().try_save(request)  # type: ignore[no-any-return]


class ReauthenticateForm(OurWords, theirs.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddEmailForm(OurWords, theirs.AddEmailForm):  # type: ignore[misc]
    labels = {"email": "Another address"}


class ChangeEmailForm(OurWords, theirs.ChangeEmailForm):  # type: ignore[misc]
    labels = {"email": "The right address"}


class ChangePasswordForm(OurWords, theirs.ChangePasswordForm):  # type: ignore[misc]
    labels = {"password1": "A new password"}


class SetPasswordForm(OurWords, theirs.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, theirs.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OurWords, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": "A new password"}


class EmailCodeForm(OurWords, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class PasswordCodeForm(OurWords, theirs.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass
