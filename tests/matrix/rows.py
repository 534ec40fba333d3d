"""The matrix: who gets what, at every address.

A line is an address, a method, and what each of the six gets, in this order:

    anonymous   nobody is signed in
    charlie     a stranger, in a couple of his own
    alice       the one whose rows the address names, where it names any
    bob         her partner
    frank       her former partner: their couple is closed
    dana        on her own, with an invitation out

One cell stands for all six; two are what anonymous gets, and what everybody signed in gets.
A cell is a status, or > and the page that a redirect leads to. `before|after` where it differs: before, alice has done
her half and bob has not; after, both have, and all of it is open (see `world`). An exclamation mark says that a row of
some table changed; without it, none did. POST sends what the page's own form would send (see `sent`).

Capital words are ids and tokens: LINE, OUR-TEXT and CHECK-IN of alice and bob as they are now, OWN-LINE, NOTE,
LINE-NOTE and LETTER of alice alone,
FIRST-CHECK-IN their one before, SUBJECT and CLEARED of their talk list; EARLIER-TEXT, EARLIER-CHECK-IN,
LAST-CHECK-IN and EARLIER-SUBJECT of alice and frank; DANAS-LINK the
token of her invitation, which opens to whoever has it; ALICES-PASSKEY hers; ALICES-ASIDE
a page of hers; ALICES-BROWSER, ALICES-CHANGE and ALICES-SESSION what she has of signing in;
ALICES-MAIL the link in her mails, which can end them and do nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.agreement import addresses as agreement
from tests.checkins import addresses as checkins
from tests.config import addresses as config
from tests.couples import addresses as couples
from tests.letters import addresses as letters
from tests.people import addresses as people
from tests.recovery import addresses as recovery
from tests.reminders import addresses as reminders
from tests.reviews import addresses as reviews
from tests.together import addresses as together

from .world import PERSONAS, World

ROOMS = (people, couples, together, agreement, letters, reviews, recovery, checkins, reminders, config)
"""The addresses of each room, and what its forms send, stand beside its tests."""


@dataclass(frozen=True)
class Row:
    """One line of the matrix."""

    path: str
    method: str
    cells: tuple[str, ...]

    def expected(self, who: str, state: str) -> str:
        before, _, after = self.cells[PERSONAS.index(who)].partition("|")
        return after if state == "after" and after else before

    @property
    def answers(self) -> bool:
        """Whether the address knows this method at all: for some of those signed in it is not a plain 405."""
        return any("405" not in cell for cell in self.cells[1:])

    @property
    def has_id(self) -> bool:
        """Whether the address names a row by an id or a token."""
        return any(word.isupper() for word in self.path.split("/"))

    def at(self, world: World) -> str:
        """The address, with what the capital words stand for."""
        return filled(self.path, world.places)


def filled(path: str, places: dict[str, str]) -> str:
    return "/".join(places.get(word, word) for word in path.split("/")).removeprefix("/")


def rows() -> Iterator[Row]:
    path = ""
    for line in (line for room in ROOMS for line in room.MATRIX.split("\n") if line):
        words = line.split()
        if words[0] not in ("GET", "POST"):
            path = words.pop(0)
        method, *cells = words
        yield Row(path, method, _of_each(cells))


def _of_each(cells: list[str]) -> tuple[str, ...]:
    spread = {1: cells * 6, 2: [cells[0], *cells[1:] * 5]}
    return tuple(spread.get(len(cells), cells))


ROWS = tuple(rows())
PATHS = tuple(dict.fromkeys(row.path for row in ROWS))
