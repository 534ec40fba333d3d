"""What other rooms have to say beside the text in force. A room registers one Beside in `AppConfig.ready`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from people.models import Person

from .models import Version


@dataclass(frozen=True)
class Panel:
    """A part of the page of the text in force: a template, and what it is given."""

    template: str
    context: Mapping[str, Any]


class Beside:
    """What one room has there. A room overrides what concerns it."""

    def annotate(self, rows: QuerySet[Version], person: Person, today: date) -> QuerySet[Version]:
        """The texts of that person's couple with what `panel` needs to know: no page asks once more for it."""
        return rows

    def panel(self, in_force: Version, today: date) -> Panel | None:
        """What stands below the text; nothing where there is nothing to say."""
        return None

    def draft_panel(self, working: Version, today: date) -> Panel | None:
        """What stands above the lines of the draft."""
        return None

    def link(self) -> tuple[str, str | Promise] | None:
        """An address and what it is called, below the list of all signed texts."""
        return None


_registered: list[Beside] = []


def register(beside: Beside) -> None:
    """Called once by each room in `AppConfig.ready`."""
    if not any(type(known) is type(beside) for known in _registered):
        _registered.append(beside)


def all_beside() -> tuple[Beside, ...]:
    return tuple(_registered)
