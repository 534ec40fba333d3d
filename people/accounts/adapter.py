"""Signing up and in: allauth does it, in our words and with our person. Its settings are in `config/settings.py`."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

import reminders.actions
from pages.onward import is_onward
from people import actions
from people.actions import changing, ways_in
from people.at_hand import is_small
from people.limits import browsers, passwords, rules
from people.models import Person
from people.proofs import Proof
from people.requests import person_of
from people.sessions import begun_in

from . import records, signing_in
from .asked import asked_in
from .checking import key_typed_for
from .factors import passkeys_of
from .half_finished import HALF
from .passwords import least_password
from .stages import STAGES
from .unknown_addresses import look_for_no_address, look_for_nobody

CODES = {
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "login_code",
        "password_reset_code",
    )
}
# By what allauth says, the mail that it would have made, had somebody that address.
CODES_SENT = {
    "account/messages/email_confirmation_sent.txt": "account/email/email_confirmation_signup",
    "account/messages/login_code_sent.txt": "account/email/login_code",
}
CODE_LASTS, NOTICE_LASTS = timedelta(seconds=settings.CODE_LIFETIME), timedelta(hours=24)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks of the house: its sentences, its mails, its persons."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed, so you can’t sign in with it."),
        "cannot_remove_primary_email": _("Add another address first. This is the one you sign in with."),
        "duplicate_email": _("Enter another address. You have this one here already."),
        "email_password_mismatch": _("Check your email address and password. They don’t match."),
        "email_taken": _("Enter another address. This one can’t be used here."),
        "enter_current_password": _("Enter the password you sign in with now."),
        "incorrect_code": _("Check the code in the email and enter it again."),
        "incorrect_password": _("Enter the password you sign in with."),
        "too_many_login_attempts": _("Wait a few minutes, then try again. There were too many tries."),
        "rate_limited": _("Wait a few minutes, then try again. There were too many tries."),
        "same_as_current": _("Enter another address. This is the one you have."),
    }

    def format_email_subject(self, subject: str) -> str:
        """Nothing before the subject: it would name the site on a locked screen."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hands one plain mail to the outbox, which sends it in a moment. Codes and such are counted for each address,
        and end after a quarter of an hour; a notice about one's own account is not held up, and waits for a day."""
        code = template_prefix in CODES
        if code and self.request is not None:
            rules.count_mail(self.request, email)
        self._post(template_prefix, email, context, CODE_LASTS if code else NOTICE_LASTS)

    def post_to_nobody(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All that `send_mail` does, and no mail: for an address that nobody has here, so that it costs the same."""
        if self.request is not None:
            rules.count_mail(self.request, email)
        self._post(template_prefix, email, context, CODE_LASTS, dud=True)

    def _post(
        self, template_prefix: str, email: str, context: dict[str, Any], lasts: timedelta, *, dud: bool = False
    ) -> None:
        words = {"request": self.request, "email": email, **context, "site_url": f"{settings.TWOFOLD_SITE_ROOT}/"}
        made = self.render_mail(template_prefix, email, words)
        reminders.actions.post(email, str(made.subject), str(made.body), lasts=lasts, dud=dud)
        if self.request is not None:
            self.request._has_mailed = True

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Where another code was asked for, and nobody has that address, allauth says so and makes no mail."""
        if message_template in CODES_SENT and not getattr(request, "_has_mailed", False):
            email = str((args[0] if args else kwargs["message_context"])["email"])
            if message_template == "account/messages/email_confirmation_sent.txt":
                look_for_nobody(2)
                look_for_no_address(Person(), email)
            code = self.generate_email_verification_code()
            self.post_to_nobody(CODES_SENT[message_template], email, {"code": code})
        super().add_message(request, level, message_template, *args, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Signs out. What stood ready to be taken along does not outlive it."""
        if isinstance(request.user, Person):
            actions.drop_export(request.user)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Every password that is typed to sign in, or once more, is counted before it is looked at."""
        email = str(credentials.get("email") or "")
        self._counted = passwords.count_password(request, email, is_first=key_typed_for(request, email) is None)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        person = super().authenticate(request, **credentials)
        if person is not None:
            passwords.forget_password(self._counted)
        return person

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """A new password was set with a code from the mail: whoever did so can sign in here, whatever others try."""
        browsers.remember_browser(request, str(credentials["email"]))

    def clean_password(self, password: str, user: Any = None) -> str:
        least = least_password()
        kinder = {
            "password_too_short": ngettext(
                "Make it at least {least} character.", "Make it at least {least} characters.", least
            ).format(least=least),
            "password_too_common": gettext("Choose a password that’s harder to guess. Too many people use this one."),
        }
        if not password.strip():
            raise ValidationError(gettext("Use letters, digits or signs, not only spaces."), code="password_blank")
        try:
            return str(super().clean_password(password, user))
        except ValidationError as refused:
            raise ValidationError(
                [ValidationError(kinder.get(e.code or "", e.messages[0]), code=e.code) for e in refused.error_list]
            ) from None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Person:
        """The person of a sign-up, with a vault key of their own. Their password has just been typed."""
        given = form.cleaned_data
        with transaction.atomic():
            person = Person.objects.create_user(
                given["email"], given["password1"], name=given["name"], zone=given.get("zone") or "UTC"
            )
            actions.owe_address_page(person, get_next_redirect_url(request) or "")
            return person

    def is_safe_url(self, url: str | None) -> bool:
        """Where a sign-in may lead on to, when its address says so."""
        return url is not None and is_onward(url)

    def get_login_stages(self) -> list[str]:
        return STAGES

    def pre_login(self, request: HttpRequest, user: Any, *, signup: bool, **said: Any) -> Any:
        """Notes which password was typed; what opens nothing at all ends here."""
        typed = ways_in.CURRENT if signup else getattr(user, "typed_password", "")
        if typed:
            records.note(request, user, records.PASSWORD, which=typed)
        key = None if signup else key_typed_for(request, user.email)
        if key is not None and key.person_id == user.pk:
            records.note(request, user, records.KEY, ref=str(key.pk))
        refused = super().pre_login(request, user, signup=signup, **said)
        if refused is None and not signing_in.is_anything(request, user):
            return redirect("account_login")
        return refused

    def can_delete_email(self, email_address: Any) -> bool:
        """An address ends by another one that takes its place, 30 days later, and in no other way."""
        return not email_address.pk

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Notes, while somebody signs in, that they read the mail of this address; later it becomes their address, and
        the old one goes on beside it for a while: allauth would remove that at once."""
        if request.user.is_authenticated:
            # The code may be that of a sign-up which somebody else began in this browser.
            is_own = email_address.user_id == request.user.pk and not is_small()
            return is_own and self._change_address(request, email_address)
        if not email_address.pk:
            return False  # none that is on its way, and allauth would put it in the place of the others
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            records.note(request, email_address.user, records.MAILED, email=email_address.email)
        return confirmed

    def _change_address(self, request: HttpRequest, email_address: Any) -> bool:
        if not email_address.set_verified(commit=False):
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        person, asked = person_of(request), asked_in(request)
        old = changing.change_address(person, email_address, asked)
        self.add_message(request, messages.SUCCESS, "account/messages/email_confirmed.txt", {"email": person.email})
        self._tell_of_change(person, old, asked)
        return True

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signs in, fully or not; the session remembers how, on what kind of device and the day, and nothing else that
        a browser says. From now on this browser is a known one."""
        given, is_full = signing_in.shown_so_far(request, user)
        if is_full:
            signing_in.settle_passwords(request, user)
        super().login(request, user)
        request.session.pop(HALF, None)
        signing_in.begin_in(request, user, given, is_full=is_full)
        browsers.remember_browser(request, user.email)

    def post_login(
        self, request: HttpRequest, user: Any, *, signup: bool, redirect_url: str | None, **said: Any
    ) -> Any:
        """Before anything else comes the page about the address, and then what they were going to when they signed up:
        both are owed by the person, in whichever browser they go on. Else, where nothing was asked for, one comes back
        to where one handed the phone over."""
        owed = user.owed if begun_in(request.session).is_full else None
        if owed is not None:
            goes_to = redirect_url or get_next_redirect_url(request) or owed or "/today/"
            redirect_url = f"{reverse('people:address')}?{urlencode({'next': goes_to})}"
        elif not (redirect_url or get_next_redirect_url(request)) and begun_in(request.session).is_full:
            redirect_url = actions.take_up(user)
        return super().post_login(request, user, signup=signup, redirect_url=redirect_url, **said)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One field takes a password, a code of the app and the paper key; a passkey has a page of its own."""
        if not user.is_authenticated:
            return []
        ways = {
            "reauthenticate": ("account_reauthenticate", gettext("Use your password, an app code or your paper key"))
        }
        if passkeys_of(user):
            ways["mfa_reauthenticate:webauthn"] = ("mfa_reauthenticate_webauthn", gettext("Use a passkey"))
        return [{"id": way, "url": reverse(name), "description": said} for way, (name, said) in ways.items()]

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth calls this after each change of a password or a factor. It ends all other sessions, but for one set
        by a mail, which ends nothing; a new password is told by one mail that says nothing of it."""
        if template_prefix == "account/email/password_reset":
            return
        address = user.email if template_prefix == "account/email/password_changed" else ""
        self._tell_of_change(user, address, asked_in(self.request))

    def _tell_of_change(self, person: Person, address: str, asked: Proof) -> None:
        """Every other session ends; one neutral mail goes to `address`, none where the paper key was shown."""
        actions.end_other_sessions(person, self.request.session.session_key)
        if address and asked != Proof.KEY:
            self.send_mail("account/email/sign_in_changed", address, {})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/sign-in/"
