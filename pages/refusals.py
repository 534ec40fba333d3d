"""What a room refuses, each with a sentence that a person can read. The rooms' own stand in their `refusals`."""


class Refused(Exception):
    """Base of every refusal. `title` and `sentence` are shown on a calm page; nothing was changed."""

    title = "That did not happen, and nothing was lost."
    sentence = "The page was older than what is there now. Have another look."
    status = 409


class TooManyTries(Refused):
    title = "A little later, please."
    sentence = "There were many tries in a short time. Wait a few minutes, then try again. Nothing was lost."
    status = 429


class WordsDamaged(Refused):
    title = "Something here can’t be opened."
    sentence = (
        "What is stored isn’t what was put there, so we don’t show it. Everything else is as it was. "
        "Please tell the person who runs this server."
    )
    status = 503


class WordsErased(Refused):
    title = "These words have been erased."
    sentence = "The key to them is gone for good, and nobody can read them any more. Everything else is as it was."
    status = 410
