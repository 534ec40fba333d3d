"""What goes with the deck besides ratings: the topics that matter to somebody, guesses, and situations of their own."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from agreement.models import Guess, OwnSituation, TopicChoice
from agreement.refusals import RoundOpened, TooManySituations
from agreement.rounds import newest, round_of
from couples.actions import locked_couple_of
from couples.us import terms_of
from people.actions import lock_person
from people.models import Person
from sealed.actions import is_open
from sealed.models import Reveal
from sealed.refusals import AnotherSpace

from .half_typed import drop_half_typed, of_situation
from .working_copy import couple_of_two

MOST_TOPICS, MOST_GUESSES, MOST_SITUATIONS = 3, 3, 3


def choose_topics(person: Person, topics: Collection[str]) -> None:
    """Keeps which topics matter most to that person: three at most, or none. Raises ValueError for more."""
    chosen = list(dict.fromkeys(topics))
    if len(chosen) > MOST_TOPICS:
        raise ValueError(f"{len(chosen)} topics")
    with transaction.atomic():
        lock_person(person)
        row = TopicChoice.unscoped.filter(person=person).first() or TopicChoice(person=person)
        row.body = {"words": {"topics": chosen}}
        row.save()


def guess(person: Person, piece_id: str, guesses: Mapping[str, str]) -> None:
    """Keeps what that person thinks the other has said: {card: rating}, three at most. None takes them back. Once the
    topic has opened, nothing changes any more. Raises ValueError for more."""
    if len(guesses) > MOST_GUESSES:
        raise ValueError(f"{len(guesses)} guesses")
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None or is_open(couple, piece_id):
            return
        rows = Guess.unscoped.filter(person=person, couple=couple, piece=piece_id)
        if not guesses:
            rows.delete()
            return
        row = rows.first() or Guess(person=person, couple=couple, piece=piece_id)
        row.body = {"words": {"guesses": dict(guesses)}}
        row.save()


def add_situation(
    person: Person, piece_id: str, title: str, text: str, *, saw: str = "", typed: int | None = None
) -> OwnSituation:
    """Puts a situation beside a topic: its author's until that round opens. The same one sent twice is there once.
    `saw`: the space of which the page spoke (`Us.terms`); `typed`: the revision of what was kept of it while it was
    typed, which goes.

    Refuses NotTwoYet, AnotherSpace where it is another by now, RoundOpened, and TooManySituations at three a round.
    """
    with transaction.atomic():
        couple = couple_of_two(person)
        if saw and saw != terms_of(couple, 2):
            raise AnotherSpace
        mine = list(OwnSituation.unscoped.filter(couple=couple, person=person, piece=piece_id).select_related("person"))
        its_round = round_of(piece_id)
        if its_round and typed is not None:
            drop_half_typed(person, of_situation(its_round.topic), typed)
        if doubled := next((row for row in mine if (row.title, row.text) == (title, text)), None):
            return doubled
        if is_open(couple, piece_id):
            raise RoundOpened
        if len(mine) >= MOST_SITUATIONS:
            raise TooManySituations
        position = max((row.position for row in mine), default=0) + 1
        row = OwnSituation(couple=couple, person=person, piece=piece_id, position=position)
        row.body = {"words": {"title": title, "text": text}}
        row.save()
        return row


def take_situation_out(person: Person, situation_id: UUID) -> None:
    """Deletes an own situation, as long as its round has not opened. Once it has, either of the two leaves it out of
    the rounds after the newest that has opened to both. Twice does no harm."""
    with transaction.atomic():
        # The opening takes the couple's lock too: what was there when it opened is there for both.
        couple = locked_couple_of(person)
        row = OwnSituation.objects.visible_to(person).filter(pk=situation_id).select_related("couple").first()
        if row is None:
            return
        if not is_open(row.couple, row.piece):
            if row.person_id == person.pk:
                row.delete()
        elif row.couple == couple and row.last_round is None:
            row.last_round = _newest_opened(row)
            row.save(update_fields=["last_round"])


def _newest_opened(row: OwnSituation) -> int:
    """The number of the newest round of its topic that has opened to the two."""
    its_round = round_of(row.piece)
    opened = Reveal.unscoped.filter(couple=row.couple).values_list("piece", flat=True)
    return newest(its_round.topic, opened) if its_round else 0
