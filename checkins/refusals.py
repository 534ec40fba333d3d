"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class RhythmForTwo(Refused):
    title = _("Check-ins take two.")
    sentence = _("Once your partner has joined, either of you can choose the dates.")


class BadAnchor(Refused):
    title = _("Choose another day.")
    sentence = _("It has to be between the year 2000 and a year from now. Your dates are as they were.")
    status = 422


class NotYet(Refused):
    title = _("This check-in isn’t open yet.")
    sentence = _("It opens at midnight on its day.")


class CheckInClosed(Refused):
    title = _("This check-in has closed.")
    sentence = _("Only you can read what you wrote. It doesn’t open any more.")
