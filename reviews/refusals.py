"""What going through the agreement together refuses."""

from django.utils.translation import gettext_lazy as _

from pages.refusals import Refused


class NothingToRead(Refused):
    title = _("There are no lines to review yet")
    sentence = _("Write a first line. Then you can review it together.")


class NoNoteHere(Refused):
    title = _("This line isn’t in your agreement any more")
    sentence = _("Your note hasn’t been saved.")
    status = 404


class OtherWords(Refused):
    title = _("The words changed while you were reading")
    sentence = _("Read the new words, then answer again. Your answer wasn’t saved.")
