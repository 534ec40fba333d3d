"""What is refused about being two: joining, leaving, and what takes two."""

from pages.refusals import Refused


class NotACouple(Refused):
    title = "This is for two."
    sentence = "Your words are kept. When your partner has joined, or while your invitation is out, you can seal them."


class InvitationGone(Refused):
    title = "This invitation does not open any more."
    sentence = (
        "It may have been used, it may have ended, or a letter of the link went missing. "
        "That does not tell you why. You can ask for a new one."
    )
    status = 404


class AddressNotConfirmed(Refused):
    title = "Your address is not confirmed yet."
    sentence = "Confirm it first, with the code we mail you; your invitation stays as it is meanwhile."


class OwnInvitation(Refused):
    title = "This is your own invitation."
    sentence = "It is for your partner to open, on their own phone, signed in as themselves."


class AlreadyTwo(Refused):
    title = "You already share a space with someone."
    sentence = "One person can be in one shared space at a time. Nothing was changed."


class SpaceChanged(Refused):
    title = "This is not the space that your page spoke of."
    sentence = "Something about it changed while the page was open, so nothing was closed. Read what leaving does now."
