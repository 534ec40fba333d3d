"""What this room refuses."""

from pages.refusals import Refused


class RhythmForTwo(Refused):
    title = "Check-ins take two."
    sentence = "Once your partner has joined, either of you can choose the dates."


class BadAnchor(Refused):
    title = "Choose another day."
    sentence = "It has to be between the year 2000 and a year from now. Your dates are as they were."
    status = 422


class NotYet(Refused):
    title = "This check-in isn’t open yet."
    sentence = "It opens at midnight on its day."


class CheckInClosed(Refused):
    title = "This check-in has closed."
    sentence = "Only you can read what you wrote. It doesn’t open any more."
