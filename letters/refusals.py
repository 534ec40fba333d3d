"""What letters refuse, each with a sentence that a person can read."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class NoLetterNow(Refused):
    """The text is not new any more, or another one has come into force since."""

    title = _("This letter can’t be sealed now")
    sentence = _("The days for it are over, or you’ve both signed another text since. What you typed is still here.")


class LetterSealed(Refused):
    title = _("You’ve already sealed a letter")
    sentence = _(
        "It stays as it is until it opens. Delete it if you want to write another. What you typed is still here."
    )


class NotTheDay(Refused):
    title = _("It’s too early for this")
    sentence = _("You can say yes from the day the letters open. Nothing has changed.")


class BothSaidYes(Refused):
    title = _("You’ve both said yes")
    sentence = _("So you can both read both letters. You can still delete yours.")


class OfAClosedSpace(Refused):
    title = _("That shared space is closed")
    sentence = _("You each keep your own letter, and can’t read the other’s.")
