"""What the talk list and sittings refuse."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class NotTwoYet(Refused):
    title = _("A talk list takes two")
    sentence = _("It begins once your partner has joined. What you just typed hasn’t been saved.")


class TooManySubjects(Refused):
    title = _("There’s no room for another subject")
    sentence = _("A talk list can have 100. Clear one first.")
    status = 422


class SubjectGone(Refused):
    title = _("This subject isn’t on your talk list any more")
    sentence = _("It was cleared more than a day ago. You can add it again.")
    status = 404


class TakesTwo(Refused):
    title = _("You need two people for this")
    sentence = _("You can begin once your partner has joined.")


class NoSitting(Refused):
    title = _("This has ended")
    sentence = _("What you changed in it is kept. Either of you can begin another one.")


class OnBreak(Refused):
    title = _("You’re both on a break")
    sentence = _("Nothing has changed. You can continue when it’s over.")
