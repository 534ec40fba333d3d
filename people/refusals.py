"""What is refused to one person about their own account and words."""

from pages.refusals import Refused


class StillWithheld(Refused):
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


class AccountGone(Refused):
    title = "This account has been deleted."
    sentence = "Nothing was written, and nothing of it is kept."
