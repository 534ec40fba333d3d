"""System checks of this room: the help lines, which the host edits."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .help_lines import WrongHelpLines, help_lines


@register("content")
def check_help_lines(**_: Any) -> list[CheckMessage]:
    """What is wrong with the file of help lines; while it is, the page shows none of it."""
    try:
        help_lines()
    except WrongHelpLines as wrong:
        hint = f"Mend {settings.TWOFOLD_HELP_LINES.name}. The file couples/help_lines.toml says how it is written."
        return [Error(str(wrong), hint=hint, id="couples.E001")]
    return []
