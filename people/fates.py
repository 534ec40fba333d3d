"""What becomes of allauth's rows when a person is deleted: they cannot say it themselves."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator

from vault.fate import goes_with, name_fate


def register() -> None:
    name_fate(EmailConfirmation, goes_with("email_address__user"))
    name_fate(EmailAddress, goes_with("user"))
    name_fate(Authenticator, goes_with("user"))
