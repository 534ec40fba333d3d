"""Where one reader is in the deck: which round of a topic is theirs now, and what of it has opened."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from couples.us import Us
from people.models import Person
from sealed.folding import Words
from sealed.models import Reveal
from sealed.reading import Overview, draft_of, opened_pairs, overview_of

from .models import OwnSituation, TopicChoice
from .pieces import TopicPiece
from .pieces.topic import with_own
from .rounds import ALONE, Round, newest, round_of
from .situations.deck import Topic, topics
from .situations.differences import Group, drawn, grouped


@dataclass(frozen=True)
class Place:
    """A topic as it stands for one reader. The same whatever the other has done, until a round is open."""

    topic: Topic
    piece: TopicPiece
    """The round to go on with, or to look at."""
    state: str
    """blank, begun, alone (rated without anybody, as far as one likes), sealed, unread, opened."""

    @property
    def address(self) -> str:
        return self.piece.address()


def places(us: Us, today: date, *, first: Collection[str] = ()) -> list[Place]:
    """Every topic: those of `first`, by id, and then the others in the order of the deck."""
    overview = overview_of(us, today)
    return [_place(us, topic, overview) for topic in sorted(topics(), key=lambda topic: topic.id not in first)]


@dataclass(frozen=True)
class TopicGroup:
    """The topics that stand alike for one reader."""

    title: str | Promise
    places: tuple[Place, ...]


GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Ready to open"), ("unread",)),
    (_("To rate"), ("begun", "blank")),
    (_("Begun"), ("alone",)),
    (_("Sealed"), ("sealed",)),
    (_("Opened"), ("opened",)),
)


def grouped_places(found: Iterable[Place]) -> list[TopicGroup]:
    """The topics by where their reader is in them: first where there is something to do. No group is empty."""
    all_of = list(found)
    groups = [TopicGroup(title, tuple(place for place in all_of if place.state in states)) for title, states in GROUPS]
    return [group for group in groups if group.places]


def next_place(found: Iterable[Place]) -> Place | None:
    """The one to go on with: that is open, or begun, or the first that is blank; None where all are rated."""
    by_state: dict[str, Place] = {}
    for place in found:
        by_state.setdefault(place.state, place)
    return by_state.get("unread") or by_state.get("begun") or by_state.get("blank")


def _place(us: Us, topic: Topic, overview: Overview) -> Place:
    piece = TopicPiece(topic, _round_to_go_on(us, topic, overview))
    return Place(topic, piece, _state(piece, overview))


def _round_to_go_on(us: Us, topic: Topic, overview: Overview) -> int:
    """The newest round that this reader has something of; the first where they have nothing."""
    if not us.is_two:
        # What was given back when a space closed, where nothing else was rated.
        alone, first = (Round(topic.id, each).id in overview.drafted for each in (ALONE, 1))
        return 1 if first and not alone else ALONE
    opened = newest(topic.id, overview.opened)
    further = Round(topic.id, opened + 1).id
    return opened + 1 if opened == 0 or further in overview.drafted | overview.sealed else opened


def has_rated(us: Us, today: date) -> bool:
    """Whether this reader has begun to rate anything, alone or for the two."""
    overview = overview_of(us, today)
    return any(map(round_of, overview.drafted | overview.sealed | overview.opened))


def rated_alone(us: Us, today: date) -> list[TopicPiece]:
    """Of two, what this reader has rated on their own."""
    drafted = overview_of(us, today).drafted
    pieces = (TopicPiece(topic, ALONE) for topic in topics()) if us.is_two else ()
    return [piece for piece in pieces if piece.id in drafted]


def may_see(us: Us, piece: TopicPiece, today: date) -> bool:
    """Whether that round is there for this reader: what they wrote themselves, and what has opened; else the one alone,
    or of two the rounds up to the one after the newest that has opened."""
    if piece.round == 1 and us.is_two:
        return True
    overview = overview_of(us, today)
    if piece.id in overview.opened or (piece.round <= 1 and piece.id in overview.drafted | overview.sealed):
        return True
    if piece.round == ALONE:
        return not us.is_two
    if not us.is_two:
        return piece.id in overview.drafted
    return piece.round <= newest(piece.topic.id, overview.opened) + 1


def _state(piece: TopicPiece, overview: Overview) -> str:
    for state, ids in (
        ("unread", overview.unread),
        ("opened", overview.read),
        ("sealed", overview.sealed),
        ("alone" if piece.opens is None else "begun", overview.drafted),
    ):
        if piece.id in ids:
            return state
    return "blank"


def chosen_topics(person: Person) -> list[str]:
    """The ids of the topics that matter most to this reader."""
    row = TopicChoice.objects.visible_to(person).filter(person=person).select_related("person__key").first()
    return list(row.words.get("topics", ())) if row else []


def earlier_ratings(us: Us, piece: TopicPiece) -> Words | None:
    """What this reader rated alone of the topic; None where there is nothing, or for another round than the first."""
    if piece.round != 1:
        return None
    draft = draft_of(us.person, TopicPiece(piece.topic, ALONE))
    return {card: entry for card, entry in draft.words.items() if card in piece.questions} if draft else None


@dataclass(frozen=True)
class OpenedTopic:
    """The newest opened round of a topic, and where the two are in it."""

    piece: TopicPiece
    groups: tuple[Group, ...]
    drawn: list[str]

    @property
    def opening(self) -> str:
        return self.piece.address("opening")


def opened_topics(us: Us, today: date) -> list[OpenedTopic]:
    """Of every topic the newest round that this reader has unfolded. As many queries for one card as for all."""
    overview = overview_of(us, today)
    rounds = [(topic, number) for topic in topics() if (number := newest(topic.id, overview.read))]
    pieces = with_own(us.person, rounds)
    opened = opened_pairs(us, pieces)
    found = ((piece, piece.differences(opened[piece.id].questions)) for piece in pieces if piece.id in opened)
    return [OpenedTopic(piece, tuple(grouped(each)), drawn(each)) for piece, each in found]


def own_situations(us: Us, piece: TopicPiece) -> list[OwnSituation]:
    """What this reader has put beside that round and what has not opened, in whatever space they wrote it."""
    opened = Reveal.objects.visible_to(us.person).filter(couple=OuterRef("couple"), piece=OuterRef("piece"))
    rows = OwnSituation.objects.visible_to(us.person).filter(~Exists(opened), person=us.person, piece=piece.id)
    return list(rows.select_related("person__key"))
