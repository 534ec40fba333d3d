"""What is refused about being two: joining, leaving, and what takes two."""

from pages.refusals import Refused


class NotACouple(Refused):
    title = "This is for two"
    sentence = "Your words are saved. Once your partner has joined, or while your link is out, you can seal them."


class InvitationGone(Refused):
    title = "This invitation no longer works"
    sentence = (
        "It may have been used already, or it’s more than seven days old, or part of the link went missing when it was "
        "copied. If you’d like to join, ask for a new one."
    )
    status = 404


class AddressNotConfirmed(Refused):
    title = "Confirm your email address first"
    sentence = "Enter the code we emailed you. Your invitation stays as it is meanwhile."


class OwnInvitation(Refused):
    title = "This is your own invitation"
    sentence = "Your partner opens it, signed in as themselves."


class AlreadyTwo(Refused):
    title = "You already share a space with someone"
    sentence = "You can be in one shared space at a time. Nothing has changed."


class SpaceChanged(Refused):
    title = "Something changed while this page was open"
    sentence = "So nothing has been closed. Read what leaving does now."
