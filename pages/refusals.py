"""What a room refuses, each with a sentence that a person can read. The rooms' own stand in their `refusals`."""


class Refused(Exception):
    """Base of every refusal. `title` and `sentence` are shown on a calm page; nothing was changed."""

    title = "That didn’t happen, and nothing is lost"
    sentence = "Something had changed since you opened the page. Look at it again."
    status = 409


class TooManyTries(Refused):
    title = "Wait a few minutes, then try again"
    sentence = "There were too many tries. Nothing is lost."
    status = 429


class WordsDamaged(Refused):
    title = "Something here can’t be opened"
    sentence = (
        "What’s stored isn’t what was put there, so we don’t show it. Everything else is as it was. "
        "Tell the person who runs this server."
    )
    status = 503


class WordsErased(Refused):
    title = "These words have been erased"
    sentence = "The key to them is gone for good, so no one can read them any more. Everything else is as it was."
    status = 410
