"""What the agreement refuses, each with a sentence that a person can read."""

from pages.refusals import Refused

from .document import Change
from .models import Clause, OwnLine


class NothingToOffer(Refused):
    title = "There is no line to sign yet."
    sentence = "Write the first one, in your own words. Two or three are enough to begin."


class NotTwoYet(Refused):
    title = "This takes two."
    sentence = (
        "A draft begins when you are two. What you write on your own is kept for you alone; "
        "once your partner has joined, you can share single lines of it, one by one."
    )


class NotOffered(Refused):
    """The text is a draft, perhaps because its 14 days are over."""

    title = "This text is a draft. Nothing was signed."
    sentence = "Nothing was lost. Either of you can change it, or offer it for signing, whenever you like."


class TextChanged(Refused):
    """What was on the page is not the text any more. `changes` says what is different."""

    title = "The text changed after you opened it. Nothing was signed."
    sentence = "Read the words as they are now. You can sign them, change them, or leave them."

    def __init__(self, changes: tuple[Change, ...] = ()) -> None:
        super().__init__()
        self.changes = changes


class AlreadyInForce(Refused):
    title = "These words are in force."
    sentence = (
        "Both of you have signed them, so they stay as they are. To change something, begin a new draft from them."
    )


class NothingInForce(Refused):
    title = "No agreement is in force."
    sentence = "So there is nothing to set aside. Nothing has changed."


class SetAsideByTheOther(Refused):
    title = "Your partner set this aside."
    sentence = "Only the one who set it aside can lift that. You can also both sign a new text."


class WordsChanged(Refused):
    """Somebody changed the line while it was being edited. `clause` is the line as it is now."""

    title = "The words changed while you were reading."
    sentence = "Nothing of yours is lost: here are both."

    def __init__(self, clause: Clause) -> None:
        super().__init__()
        self.clause = clause


class OwnWordsChanged(Refused):
    """Another tab of the same person changed the line. `line` is the line as it is now."""

    title = "These words changed in another tab."
    sentence = "Nothing of yours is lost: here are both."

    def __init__(self, line: OwnLine) -> None:
        super().__init__()
        self.line = line


class LineGone(Refused):
    """The line was taken out, or the text it stood in has been signed."""

    title = "This line is not in the draft any more."
    sentence = "It has been taken out, or the text it stood in has been signed. Nothing else has changed."
    status = 404


class TooManyLines(Refused):
    title = "There is no room for another line."
    sentence = "A text can have 200 lines. Most couples have five to twelve. Take one out, or change the words of one."
    status = 422


class ImpossibleDay(Refused):
    title = "Choose another day."
    sentence = "Choose a day between tomorrow and a year from now."
    status = 422
