"""What each room does when two become a couple, when a couple closes, when a person goes; and what it has for Today and
for the plan."""

from datetime import date

from people.models import Person

from .export.shape import Room
from .leaves import StepLink, Summary
from .models import Couple
from .us import Us


class Part:
    """A room's share in joining, leaving, deleting, exporting, Today and the plan. A room overrides what concerns it.

    Which rows go with a person or a couple is said on each model, by its `fate`.
    """

    def join(self, couple: Couple) -> None:
        """Inside the transaction in which somebody joins `couple`, just before: nothing that its one wrote alone may
        become visible by it."""

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Inside the transaction that closes `couple`: unopened answers of `leaver` are destroyed, the other's become
        *only you*. With `leaver` None (a couple of one dissolves) every unopened answer becomes *only you*."""

    def erase(self, person: Person) -> None:
        """Inside the transaction that deletes `person`, whose couples are all closed: what goes besides the rows whose
        fate it is."""

    def export(self, us: Us) -> Room | None:
        """What `us.person` may take with them: all of their own, and of the other's only what was shared or opened."""
        return None

    def summary(self, us: Us, today: date) -> Summary:
        """What Today may show to `us.person`. From their own, shared and opened rows and the calendar only."""
        return Summary()

    def step_links(self, us: Us, today: date) -> tuple[StepLink, ...]:
        """Its own pages that stand in a step of the plan. From the same rows as `summary`."""
        return ()


_parts: list[Part] = []


def register(part: Part) -> None:
    """Called once by each room in `AppConfig.ready`."""
    if not any(type(known) is type(part) for known in _parts):
        _parts.append(part)


def all_parts() -> tuple[Part, ...]:
    return tuple(_parts)
