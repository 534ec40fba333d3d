"""What the parts of a line are called, wherever one is written, read, printed or handed over."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .document import FURTHER, GOOD, NOW, LineWords

FOR_BOTH = _("For both of us")
LASTS: Mapping[str, str | Promise] = {NOW: _("For now"), GOOD: _("Until we change it")}

FURTHER_LABELS: Mapping[str, str | Promise] = dict(
    zip(
        FURTHER,
        (_("What “it depends” means here"), _("What it’s for"), _("If it happens anyway")),
        strict=True,
    )
)


def lasts_label(line: LineWords) -> str:
    """For how long a line is meant, in words; nothing where it doesn't say."""
    return str(LASTS.get(line.lasts, ""))


def further_of(line: LineWords) -> list[tuple[str, str]]:
    """What a line has besides its words, each with its label."""
    return [(str(FURTHER_LABELS[name]), words) for name in FURTHER if (words := getattr(line, name))]
