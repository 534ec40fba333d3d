"""What is refused about being two: joining, leaving, and what takes two."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class NotACouple(Refused):
    title = _("This is for two")
    sentence = _("Your words are saved. Once your partner has joined, or while your link is out, you can seal them.")


class InvitationGone(Refused):
    title = _("This invitation no longer works")
    sentence = _(
        "It may have been used already, or it’s more than seven days old, or part of the link went missing when it was "
        "copied. If you’d like to join, ask for a new one."
    )
    status = 404


class AddressNotConfirmed(Refused):
    title = _("Confirm your email address first")
    sentence = _("Enter the code we emailed you. Your invitation stays as it is meanwhile.")


class OwnInvitation(Refused):
    title = _("This is your own invitation")
    sentence = _("Your partner opens it, signed in as themselves.")


class AlreadyTwo(Refused):
    title = _("You already share a space with someone")
    sentence = _("You can be in one shared space at a time. Nothing has changed.")


class SpaceChanged(Refused):
    title = _("Something changed while this page was open")
    sentence = _("So nothing has been closed. Read what leaving does now.")
