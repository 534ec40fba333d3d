"""What a room refuses, each with a sentence that a person can read. The rooms' own stand in their `refusals`."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Base of every refusal. `title` and `sentence` are shown on a calm page; nothing was changed."""

    title = _("That didn’t happen, and nothing is lost")
    sentence = _("Something had changed since you opened the page. Look at it again.")
    status = 409

    @property
    def said(self) -> str:
        """Both in one, for a field or a line."""
        return gettext("{title}. {sentence}").format(title=self.title, sentence=self.sentence)


class TooManyTries(Refused):
    title = _("Wait a few minutes, then try again")
    sentence = _("There were too many tries. Nothing is lost.")
    status = 429


class WordsDamaged(Refused):
    title = _("Something here can’t be opened")
    sentence = _(
        "What’s stored isn’t what was put there, so we don’t show it. Everything else is as it was. "
        "Tell the person who runs this server."
    )
    status = 503


class WordsErased(Refused):
    title = _("These words have been erased")
    sentence = _("The key to them is gone for good, so no one can read them any more. Everything else is as it was.")
    status = 410
