"""What is refused about a sealed pair."""

from pages.refusals import Refused


class Frozen(Refused):
    title = "These words have opened."
    sentence = "Opened words stay as they are, for both of you. Nothing was changed."


class NotOpenYet(Refused):
    title = "This has not opened."
    sentence = "It opens once both are in. Nothing was changed."


class TakenBackOften(Refused):
    title = "You’ve taken this back three times today."
    sentence = "It stays sealed for now. You can take it back again tomorrow, unless it has opened by then."


class BlankAnswer(Refused):
    title = "There is nothing to seal yet."
    sentence = "Write a line to at least one question, or tick that you would rather say it in person."
    status = 422


class Unclear(BlankAnswer):
    title = "One answer says two things at once."
    sentence = "Your words are kept. Have a look at what you ticked, and then seal it."


class StaleDraft(Refused):
    title = "These words changed in another tab."
    sentence = "Nothing of yours is lost: here are both."
