"""What a person fills in about a sealed piece, in whatever room."""

from collections.abc import Mapping
from typing import Any

LONGEST_REVISION = 9


def revision_in(data: Mapping[str, Any]) -> int:
    """The revision that a page carried; -1, which no draft has, where it carried none or nonsense."""
    value = str(data.get("revision", ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_REVISION else -1
