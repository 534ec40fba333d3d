"""What the rooms refuse, each with a sentence that a person can read."""


class Refused(Exception):
    """Base of every refusal. `title` and `sentence` are shown on a calm page; nothing was changed."""

    title = "That did not happen, and nothing was lost."
    sentence = "The page was older than what is there now. Have another look."
    status = 409


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


class Frozen(Refused):
    title = "These words have opened."
    sentence = "Opened words stay as they are, for both of you. Nothing was changed."


class NotOpenYet(Refused):
    title = "This has not opened."
    sentence = "It opens once both are in. Nothing was changed."


class BlankAnswer(Refused):
    title = "There is nothing to seal yet."
    sentence = "Write a line to at least one question, or tick that you would rather say it in person."
    status = 422


class StaleDraft(Refused):
    title = "These words changed in another tab."
    sentence = "Nothing of yours is lost: here are both."


class TooManyTries(Refused):
    title = "A little later, please."
    sentence = "There were many tries in a short time. Wait a few minutes, then try again. Nothing was lost."
    status = 429


class StillClosed(Refused):
    title = "This is closed for now, and it is kept."
    sentence = (
        "Your password was reset by a code in a mail, and somebody else may have done that. What was written before "
        "can be read again, and thrown away, after three days."
    )


class WaitsAfterReset(Refused):
    title = "This waits for three days."
    sentence = (
        "Your password was reset by a code in a mail, and somebody else may have done that. Until your earlier words "
        "can be read again, your address and your second steps stay as they are, so that nobody can keep you out."
    )


class DeletionIsDue(Refused):
    title = "This can no longer be taken back."
    sentence = "The time for that is over, and your account is being deleted now."


class SpaceChanged(Refused):
    title = "This is not the space that your page spoke of."
    sentence = "Something about it changed while the page was open, so nothing was closed. Read what leaving does now."


class WordsErased(Refused):
    title = "These words have been erased."
    sentence = "The key to them is gone for good, and nobody can read them any more. Everything else is as it was."
    status = 410


class AccountGone(Refused):
    title = "This account has been deleted."
    sentence = "Nothing was written, and nothing of it is kept."
