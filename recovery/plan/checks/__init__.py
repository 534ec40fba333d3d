"""System checks over the content folder: what a counsellor or a translator may have mistyped, in words.

First the shape of every file (E001 to E004); only what is well shaped is read into a plan and checked for sense; and
only where that is sound do the files in other languages follow.
"""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, register

from recovery.plan.catalogue import CONTENT

from .languages import languages
from .sense import sense
from .shape import shape


@register("content")
def check_content(**_: Any) -> list[CheckMessage]:
    """What `manage.py check` runs over our own content."""
    return problems_in(CONTENT)


def problems_in(root: Path) -> list[CheckMessage]:
    """Everything that is wrong in the content folder `root`."""
    return list(shape(root)) or list(sense(root)) or list(languages(root))
