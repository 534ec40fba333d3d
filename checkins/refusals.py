"""What this room refuses."""

from pages.refusals import Refused


class RhythmForTwo(Refused):
    title = "A rhythm is for two."
    sentence = "When your partner has joined, either of you can choose one. Nothing was changed."


class BadAnchor(Refused):
    title = "That day does not work here."
    sentence = "Choose a day between the year 2000 and a year from now. Nothing was changed."
    status = 422


class NotYet(Refused):
    title = "This check-in has not opened yet."
    sentence = "It opens on its day. Nothing was changed."


class CheckInClosed(Refused):
    title = "This check-in has closed."
    sentence = "What you wrote is yours, and only yours. Nothing of it opens."
