"""The world that the matrix asks about: six people, two times.

alice and bob are a couple and in the middle of everything. frank is alice's former partner: their couple is closed.
both wrote a line alone before he joined her. charlie is in a couple with erin, who has asked to be deleted. dana is
on her own and has an invitation out. Each field that holds words holds a canary.

`before`: alice has sealed her answer, her check-in and her signature; bob has begun his and done none of it.
`after`: a day later. bob has done all three; everything has opened, the text is in force, the next draft is begun.
"""

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.test import Client

from couples.models import Couple
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed.piece import Piece

from .canaries import Canaries

PERSONAS = ("anonymous", "charlie", "alice", "bob", "frank", "dana")
STRANGERS = ("anonymous", "charlie", "dana")
PEOPLE = ("alice", "bob", "charlie", "dana", "erin", "frank")
SEALED = "why-i-am-here"
ONLY_YOU = "what-happened"
READING = "the-first-days"
SHARED = "the-contact-itself"


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


NOW, NEXT_DAY = on(3, 15), on(3, 16)


@dataclass
class World:
    state: str = "before"
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Person] = field(default_factory=dict)
    couples: dict[str, Couple] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """What the capital words in the addresses of the matrix stand for: OURS, EARLIER, LINE …"""
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A browser in which `who` is signed in, with nothing else in it."""
        client = Client(raise_request_exception=False)
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    @property
    def now(self) -> datetime:
        return NEXT_DAY if self.state == "after" else NOW


def light() -> Piece:
    return piece_of(catalogue.activity(SEALED))


def password_of(name: str) -> str:
    return f"zq{name}0password0zq"


def elsewhere(world: World) -> World:
    """The same world for asking, but every id in its addresses is one that is not there."""
    return dataclasses.replace(world, places={name: _another(found) for name, found in world.places.items()})


def _another(place: str) -> str:
    """Of the same shape: a random UUID for a UUID, a token for a token."""
    try:
        UUID(place)
    except ValueError:
        return place[::-1]
    return "5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11"
