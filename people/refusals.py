"""What is refused to one person about their own account and words."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class BeginOtherwise(Refused):
    title = _("Start with a code today")
    sentence = _(
        "There were many wrong passwords for this address today. In this browser, sign in with a code from your "
        "email, or enter your paper key with your password. Nothing else has changed."
    )
    status = 429


class DeletionIsDue(Refused):
    title = _("This can no longer be undone")
    sentence = _("The 7 days are over, and your account is being deleted now.")


class TooManyPages(Refused):
    title = _("There’s no room for another page")
    sentence = _("Delete one you don’t need, or show us one more thing to open everything.")


class AccountGone(Refused):
    title = _("This account has been deleted")
    sentence = _("Nothing has been saved.")
