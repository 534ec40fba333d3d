"""How a question on the talk list reads, and where it came from: a room that puts questions there says how."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from people.models import Person

Asked = tuple[str, str]
"""What names a question in a row: its piece, as "room:id", and the question's own id."""


@dataclass(frozen=True)
class Origin:
    """A question as its reader is asked it, what it is one of, and the address where it opened."""

    question: str
    title: str
    address: str


Finder = Callable[[Person, Collection[Asked]], Mapping[Asked, Origin]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Called by a room in `AppConfig.ready`. The finder gets a reader and questions, and returns those that it knows
    and that are still there; it asks the database at most once for each room whose they are."""
    if finder not in _finders:
        _finders.append(finder)


def origins_of(person: Person, asked: Collection[Asked]) -> dict[Asked, Origin]:
    """Those questions, as far as a room still has them."""
    found: dict[Asked, Origin] = {}
    for finder in _finders:
        found |= finder(person, asked)
    return found
