"""What is refused about a sealed pair."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class Frozen(Refused):
    title = _("These words have opened")
    sentence = _("Opened words stay as they are, for both of you. Nothing has changed.")


class NotOpenYet(Refused):
    title = _("This hasn’t opened yet")
    sentence = _("It opens once you’ve both sealed it. Nothing has changed.")


class TakenBackOften(Refused):
    title = _("You’ve taken this back three times today")
    sentence = _("It stays sealed for now. You can take it back again tomorrow, unless it has opened by then.")


class BlankAnswer(Refused):
    title = _("There’s nothing to seal yet")
    sentence = _("Answer at least one question, or tick that you’d rather say it in person.")
    status = 422


class Unclear(BlankAnswer):
    title = _("One answer says two things at once")
    sentence = _("Your words are saved. Check what you ticked, then seal it.")


class StaleDraft(Refused):
    title = _("These words changed in another tab")
    sentence = _("Both versions are here.")


class AnotherSpace(Refused):
    title = _("Your shared space has changed")
    sentence = _("Nobody has your words, and they’re still here. Read them again before you share them.")
