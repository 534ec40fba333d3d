"""What is refused about a sealed pair."""

from pages.refusals import Refused


class Frozen(Refused):
    title = "These words have opened"
    sentence = "Opened words stay as they are, for both of you. Nothing has changed."


class NotOpenYet(Refused):
    title = "This hasn’t opened yet"
    sentence = "It opens once you’ve both sealed it. Nothing has changed."


class TakenBackOften(Refused):
    title = "You’ve taken this back three times today"
    sentence = "It stays sealed for now. You can take it back again tomorrow, unless it has opened by then."


class BlankAnswer(Refused):
    title = "There’s nothing to seal yet"
    sentence = "Answer at least one question, or tick that you’d rather say it in person."
    status = 422


class Unclear(BlankAnswer):
    title = "One answer says two things at once"
    sentence = "Your words are saved. Check what you ticked, then seal it."


class StaleDraft(Refused):
    title = "These words changed in another tab"
    sentence = "Both versions are here."
