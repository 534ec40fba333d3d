"""Finding a piece again by what stands in a row: each room says how."""

from collections.abc import Callable, Collection, Iterable, Mapping

from people.models import Person
from together.origins import Asked, Origin

from .piece import Piece

Finder = Callable[[Person, Collection[str]], Mapping[str, Piece]]

_finders: dict[str, Finder] = {}


def register(room: str, finder: Finder) -> None:
    """Called by a room in `AppConfig.ready`. The finder gets a reader and the room's own keys of some pieces, and
    returns those that are still there, by key; it asks the database at most once."""
    _finders[room] = finder


def rooms() -> frozenset[str]:
    """The rooms whose pieces can be found again."""
    return frozenset(_finders)


def pieces_of(person: Person, ids: Iterable[str]) -> dict[str, Piece]:
    """Those pieces, by id, as far as their rooms still have them."""
    keys: dict[str, list[str]] = {}
    for each in ids:
        room, _, key = each.partition(":")
        keys.setdefault(room, []).append(key)
    found = (_finders[room](person, wanted) for room, wanted in keys.items() if room in _finders)
    return {piece.id: piece for pieces in found for piece in pieces.values()}


def find_origins(person: Person, asked: Collection[Asked]) -> dict[Asked, Origin]:
    """For the talk list: those questions as that reader is asked them, each with the page on which it opened."""
    found = {}
    for piece in pieces_of(person, {piece_id for piece_id, _ in asked}).values():
        address = piece.address("opening")
        for question, prompt in piece.prompts(person).items():
            if (piece.id, question) in asked:
                found[piece.id, question] = Origin(prompt, str(piece.title), address)
    return found
