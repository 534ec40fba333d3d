"""Which languages the house can speak."""

from pathlib import Path


def languages(folder: Path) -> list[str]:
    """The languages that have a compiled catalogue in `folder`, as Django names them: `pt-br`."""
    return sorted(path.parent.parent.name.replace("_", "-").lower() for path in folder.glob("*/LC_MESSAGES/django.mo"))
