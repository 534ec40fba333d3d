"""What the talk list refuses."""

from pages.refusals import Refused


class NotTwoYet(Refused):
    title = "A talk list takes two"
    sentence = "It begins once your partner has joined. What you just typed hasn’t been saved."


class TooManySubjects(Refused):
    title = "There’s no room for another subject"
    sentence = "A talk list can have 100. Clear one first."
    status = 422


class SubjectGone(Refused):
    title = "This subject isn’t on your talk list any more"
    sentence = "It was cleared more than a day ago. You can add it again."
    status = 404
