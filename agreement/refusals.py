"""What the agreement refuses, each with a sentence that a person can read."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused

from .models import Clause, OwnLine
from .shown import Change


class NothingToOffer(Refused):
    title = _("There’s no line to sign yet")
    sentence = _("Write a first one, in your own words. Two or three are enough to begin.")


class NotTwoYet(Refused):
    title = _("This needs both of you")
    sentence = _(
        "A draft begins once your partner has joined. Only you can read what you write on your own, and you can share "
        "it later, one line at a time."
    )


class NotOffered(Refused):
    """The text is a draft, perhaps because its 14 days are over."""

    title = _("This is a draft. Nothing has been signed")
    sentence = _("Nothing is lost. Either of you can change it, or make it ready to sign.")


class TextChanged(Refused):
    """What was on the page is not the text any more. `changes` says what is different."""

    title = _("The text changed after you opened it. Nothing has been signed")
    sentence = _("Read the words as they are now. You can sign them, change them, or leave them.")

    def __init__(self, changes: tuple[Change, ...] = ()) -> None:
        super().__init__()
        self.changes = changes


class AlreadyInForce(Refused):
    title = _("These words are in force")
    sentence = _("You’ve both signed them, so they stay as they are. To change something, begin a new draft from them.")


class NothingInForce(Refused):
    title = _("No agreement is in force")
    sentence = _(
        "One is in force once you’ve both signed the same text. Then you can set it aside, or put its review date in "
        "your calendar."
    )


class SetAsideByTheOther(Refused):
    title = _("Your partner set this aside")
    sentence = _("Only they can put it back in force. You can also both sign a new text.")


class WordsChanged(Refused):
    """Somebody changed the line while it was being edited. `clause` is the line as it is now."""

    title = _("The words changed while you were reading")
    sentence = _("Both versions are here.")

    def __init__(self, clause: Clause) -> None:
        super().__init__()
        self.clause = clause


class BothAnswered(Refused):
    """Both have said something about the same words, and both have read it."""

    title = _("You’ve both answered")
    sentence = _("You’ve both been able to read both answers, so you can change yours, but not take it back.")


class OwnWordsChanged(Refused):
    """Another tab of the same person changed the line. `line` is the line as it is now."""

    title = _("These words changed in another tab")
    sentence = _("Both versions are here.")

    def __init__(self, line: OwnLine) -> None:
        super().__init__()
        self.line = line


class LineGone(Refused):
    """The line was taken out, or the text it stood in has been signed."""

    title = _("This line isn’t in the draft any more")
    sentence = _("It’s been deleted, or the text has been signed. Nothing else has changed.")
    status = 404


class DraftGone(Refused):
    """The draft of that page is signed, discarded or gone by now."""

    title = _("This draft isn’t there any more")
    sentence = _("It’s been signed or discarded since you opened the page. Nothing else has changed.")


class TooLateToUndo(Refused):
    title = _("This can’t be brought back any more")
    sentence = _("It was there for a day after it was deleted. Nothing else has changed.")


class TooManyLines(Refused):
    title = _("There’s no room for another line")
    sentence = _("A text can have 200 lines. Delete one, or change one.")
    status = 422


class TooManyNotes(Refused):
    title = _("There’s no room for another note")
    sentence = _("You can keep 50. Delete one first.")
    status = 422


class ImpossibleDay(Refused):
    title = _("Choose another date")
    sentence = _("Choose a date between tomorrow and a year from now.")
    status = 422


class TooManySituations(Refused):
    title = _("There’s no room for another situation")
    sentence = _("Each of you can add three to a topic. Delete one first, or wait until it has opened.")


class RoundOpened(Refused):
    title = _("This round has just opened")
    sentence = _("Your words are still here. Save them again, and they’ll go with the next round.")
