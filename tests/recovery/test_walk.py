"""One piece of each kind, from open until both have finished: who can read what at each moment."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

import people.actions
from couples.us import us_of
from people.models import Person
from recovery.plan import catalogue
from recovery.plan.activities import CHOICE, SCALE, TRACKS, Activity
from recovery.plan.kinds import all_kinds
from recovery.reading import finished_by
from tests.cast import at
from tests.writing import shown_on

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Walk:
    """A piece of the kind, and from when on the other reads what one has written: once it is saved, shared by a step of
    its own, saved by both, in the morning, or never."""

    piece: str
    read_from: str = "never"


WALKS = {
    "agreement": Walk("for-now"),
    "deck": Walk("where-my-lines-are"),
    "decide": Walk("are-we-still-in", "morning"),
    "message": Walk("the-last-message", "shared"),
    "monthly": Walk("my-month"),
    "pad": Walk("a-pad"),
    "read": Walk("what-it-did-to-us"),
    "reflect": Walk("what-happened"),
    "sealed": Walk("why-i-am-here", "both"),
    "shared": Walk("the-contact-itself", "shared"),
    "write": Walk("say-it-with-i", "shared"),
}
# A track words what is asked: each kind on one of them in turn, and on all one that opens and one that is shared.
WALKED = sorted({*zip(WALKS, itertools.cycle(TRACKS), strict=False), *itertools.product(("sealed", "write"), TRACKS)})
SHARED_BY_A_STEP = ("write", "shared", "message")
MOMENTS = ("saved", "shared", "both", "morning")
EVENING = datetime(2027, 5, 6, 21, 0, tzinfo=UTC)
LEAVES = ("", "shared/", "sealed/", "answer/", "opening/", "kept/", "sharing/", "removal/")


def test_every_kind_is_walked() -> None:
    assert sorted(WALKS) == sorted(kind.name for kind in all_kinds())
    assert {catalogue.activity(walk.piece).kind for walk in WALKS.values()} == set(WALKS)


@pytest.mark.parametrize(("kind", "track"), WALKED)
def test_from_open_until_both_have_finished(
    kind: str, track: str, alice: Person, bob: Person, as_alice: Client, as_bob: Client, couple: object
) -> None:
    people.actions.choose_track(alice, track)
    walk, piece = WALKS[kind], catalogue.activity(WALKS[kind].piece)
    if kind == "monthly":
        piece = catalogue.page_of_day(EVENING.date()) or piece
    readable = Readable(piece, as_alice, as_bob)
    with at(EVENING):
        assert (as_alice.get(address(piece)).status_code, as_bob.get(address(piece)).status_code) == (200, 200)
        readable.is_none()
        for moment in MOMENTS[:3]:
            act(moment, piece, as_alice, as_bob)
            has_come = MOMENTS.index(moment) >= MOMENTS.index(walk.read_from) if walk.read_from != "never" else False
            readable.by_bob(has_come)
            readable.by_alice(has_come and moment == "both")
    with at(EVENING + timedelta(hours=14)):
        has_come = walk.read_from != "never"
        readable.by_bob(has_come)
        readable.by_alice(has_come)
        for person, client in ((alice, as_alice), (bob, as_bob)):
            if not piece.questions and kind != "pad":
                assert client.post(f"{address(piece)}done/").status_code == 302
            assert (piece.id in finished_by(us_of(person))) is (kind != "pad")


def act(moment: str, piece: Activity, as_alice: Client, as_bob: Client) -> None:
    if not piece.questions:
        return
    if moment == "saved":
        write(as_alice, piece, "alice")
    elif moment == "shared" and piece.kind in SHARED_BY_A_STEP:
        share(as_alice, piece)
    elif moment == "both":
        write(as_bob, piece, "bob")
        if piece.kind in SHARED_BY_A_STEP:
            share(as_bob, piece)


def write(client: Client, piece: Activity, who: str) -> None:
    """Everything that the screens ask, one after the other, and the seal too where it has one."""
    said, onward = dict(answers(piece, who)), f"{address(piece)}?question=1"
    while onward.startswith(f"{address(piece)}?"):
        screen = client.get(onward).context
        names = screen["form"].shown
        sent = {name: said[name] for name in names if name in said}
        kept = {"question": str(screen["screen"].number), "revision": str(screen["form"]["revision"].value())}
        answer = client.post(address(piece), {**sent, **kept})
        assert answer.status_code == 302, answer.text
        onward = answer["Location"]
    if onward.endswith("/seal/"):
        assert client.post(onward, shown_on(client, onward)).status_code == 302


def answers(piece: Activity, who: str) -> Iterator[tuple[str, str]]:
    for question in piece.questions:
        if question.kind == CHOICE:
            yield question.id, question.options[0].id
        else:
            yield question.parts[0], f"the {question.id} of {who}"
            if question.kind == SCALE:
                yield question.id, "7"


def share(client: Client, piece: Activity) -> None:
    assert client.post(f"{address(piece)}sharing/", shown_on(client, f"{address(piece)}sharing/")).status_code == 302


def address(piece: Activity) -> str:
    variant = f"-{piece.variant}" if piece.variant else ""
    return f"/plan/{piece.page}{variant}/"


class Readable:
    """What each can read of the other's words, wherever they look."""

    def __init__(self, piece: Activity, as_alice: Client, as_bob: Client) -> None:
        self.piece, self.as_alice, self.as_bob = piece, as_alice, as_bob
        self.words = {who: [text for key, text in answers(piece, who) if " of " in text] for who in ("alice", "bob")}

    def is_none(self) -> None:
        self.by_alice(False)
        self.by_bob(False)

    def by_alice(self, expected: bool) -> None:
        self._seen(self.as_alice, "bob", expected)

    def by_bob(self, expected: bool) -> None:
        self._seen(self.as_bob, "alice", expected)

    def _seen(self, client: Client, whose: str, expected: bool) -> None:
        if expected:
            client.post(f"{address(self.piece)}opening/")  # whatever has an envelope is unfolded
        pages = "".join(client.get(page).text for page in self._pages())
        found = [text for text in self.words[whose] if text in pages]
        assert found == (self.words[whose] if expected else [])

    def _pages(self) -> Iterator[str]:
        yield from ("/today/", "/plan/", "/export/")
        yield from (address(self.piece) + leaf for leaf in LEAVES)
