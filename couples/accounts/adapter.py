"""Signing up and in: allauth does it, in our words and with our person. Its settings are in `config/settings.py`."""

import logging
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

import clock
from couples.devices import kind_of
from couples.limits import browsers, passwords
from couples.models import Person
from couples.sessions import begin
from reminders.mails import mail_domain

from .passwords import least_password

log = logging.getLogger(__name__)


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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Every password that is typed to sign in, or once more, is counted before it is looked at."""
        self._counted = passwords.count_password(request, str(credentials.get("email") or ""))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        person = super().authenticate(request, **credentials)
        if person is not None:
            passwords.forget_password(self._counted)
        return person

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """A new password was set with a code from the mail: whoever did so can sign in here, whatever others try."""
        browsers.remember_browser(request, str(credentials["email"]))

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

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signs in; the session remembers on what kind of device, and the day, and nothing else that a browser says.
        From now on this browser is a known one."""
        super().login(request, user)
        begin(request.session, kind_of(request.headers.get("User-Agent", "")), clock.today(user.tz))
        browsers.remember_browser(request, user.email)

    def post_login(
        self, request: HttpRequest, user: Any, *, signup: bool, redirect_url: str | None, **said: Any
    ) -> Any:
        """After a sign-up, one page about the address comes before what one was going to."""
        if signup:
            redirect_url = f"{reverse('couples:address')}?{urlencode({'next': redirect_url or '/today/'})}"
        return super().post_login(request, user, signup=signup, redirect_url=redirect_url, **said)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/more/"
