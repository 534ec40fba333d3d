"""What one reader finds. Only through the doors, but for `opened`: the one way to the other's words."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, ExpressionWrapper, OuterRef, Value, When

from couples.us import Us
from people.models import Person

from .actions import answers_of_pair, answers_of_pairs, due, is_due, open_due
from .folding import OpenedQuestion, erased_beside, fold
from .models import Answer, Draft, LookAgain, Opening, Reveal
from .piece import Piece

OVERVIEW, WRITTEN, DUE = "sealed.overview", "sealed.written", "due"


class State(Enum):
    """How a piece stands for one reader. Nothing here depends on the other's rows until the pair is open."""

    BLANK = "blank"
    STARTED = "started"
    SEALED = "sealed"
    OPEN = "open"
    READ = "read"
    OVER = "over"


@dataclass(frozen=True)
class Opened:
    """An opened pair on its reader's own screen."""

    opened_at: datetime
    questions: tuple[OpenedQuestion, ...]


@dataclass(frozen=True)
class Overview:
    """The ids of all pieces that one reader has something of, by what it is."""

    drafted: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    come_again: frozenset[str] = frozenset()
    """Their look-again day has come."""

    @property
    def opened(self) -> frozenset[str]:
        return self.unread | self.read


def overview_of(us: Us, today: date) -> Overview:
    """Everything at once, for Today and for lists of pieces: one query a request, however much there is."""
    if (OVERVIEW, today) not in us.looked_up:
        found: dict[str, set[str]] = {}
        rows = list(_everything(us, today))
        if us.couple and any(what == DUE for what, _ in rows) and open_due(us.couple):
            rows = list(_everything(us, today))
        for what, piece in rows:
            found.setdefault(what, set()).add(piece)
        found.pop(DUE, None)
        us.looked_up[OVERVIEW, today] = Overview(**{what: frozenset(ids) for what, ids in found.items()})
    overview: Overview = us.looked_up[OVERVIEW, today]
    return overview


def _everything(us: Us, today: date) -> Iterator[tuple[str, str]]:
    """What it is and of which piece, `due` among it where there is something to open first."""
    person = us.person
    read = Opening.objects.visible_to(person).filter(reveal=OuterRef("pk"))
    opened = Case(When(Exists(read), then=Value("read")), default=Value("unread"), output_field=CharField())
    drafts = Draft.objects.visible_to(person).values_list(_as("drafted"), "piece")
    answers = Answer.objects.visible_to(person).filter(couple=us.couple).values_list(_as("sealed"), "piece")
    reveals = Reveal.objects.visible_to(person).values_list(opened, "piece")
    again = LookAgain.objects.visible_to(person).filter(day__lte=today).values_list(_as("come_again"), "piece")
    to_open = due().filter(couple=us.couple).values_list(_as(DUE), "piece")
    yield from drafts.union(answers, reveals, again, to_open, all=True)


def _as(what: str) -> Value:
    return Value(what, output_field=CharField())


@dataclass(frozen=True)
class Written:
    """What one reader has written of a piece, and what has opened to them."""

    draft: Draft | None
    answer: Answer | None
    """Sealed in the couple they are in now."""
    earlier: tuple[Answer, ...]
    """Sealed with somebody before: their own words stay theirs, to read."""
    reveal: Reveal | None
    """Once it is open to them."""
    was_read: bool
    """Whether they have unfolded it."""
    is_first: bool
    """Whether they have unfolded no other with this partner."""

    @property
    def has_sealed(self) -> bool:
        """Whether they sealed it, in whichever couple."""
        return self.answer is not None or bool(self.earlier)


def written_of(us: Us, piece: Piece) -> Written:
    """Three queries a request, whatever a page shows of the piece."""
    if (WRITTEN, piece.id) not in us.looked_up:
        person, couple_id = us.person, us.couple.pk if us.couple else None
        answers = answers_of(us, piece=piece.id)
        mine = Opening.objects.visible_to(person)
        others = mine.filter(reveal__couple=OuterRef("couple")).exclude(reveal=OuterRef("pk"))
        reveals = Reveal.objects.visible_to(person).filter(piece=piece.id)
        was_read = Exists(mine.filter(reveal=OuterRef("pk")))
        reveal = reveals.annotate(was_read=was_read, is_first=~Exists(others)).first()
        us.looked_up[WRITTEN, piece.id] = Written(
            draft=draft_of(person, piece),
            answer=next((row for row in answers if row.couple_id == couple_id), None),
            earlier=tuple(row for row in answers if row.couple_id != couple_id),
            reveal=reveal,
            was_read=reveal is not None and reveal.was_read,
            is_first=reveal is not None and reveal.is_first,
        )
    written: Written = us.looked_up[WRITTEN, piece.id]
    return written


def answers_of(us: Us, **which: Any) -> list[Answer]:
    """Those that this reader has sealed, in whichever couple. One query; what is due to open has opened after it."""
    found = (
        Answer.objects.visible_to(us.person)
        .filter(**which)
        .annotate(is_due=ExpressionWrapper(is_due(), output_field=BooleanField()))
    )
    answers: list[Any] = list(found.select_related("person"))
    if us.couple and any(answer.is_due for answer in answers):
        open_due(us.couple)
    return answers


def draft_of(person: Person, piece: Piece) -> Draft | None:
    return Draft.objects.visible_to(person).filter(piece=piece.id).select_related("person").first()


def look_again_day(person: Person, piece: Piece) -> date | None:
    return LookAgain.objects.visible_to(person).filter(piece=piece.id).values_list("day", flat=True).first()


def opened(us: Us, piece: Piece) -> Opened | None:
    """Both answers, folded question by question, or None while they are sealed."""
    reveal = written_of(us, piece).reveal
    return pair_of(us.person, piece, reveal) if reveal else None


def pair_of(person: Person, piece: Piece, reveal: Reveal) -> Opened | None:
    """Both answers of a reveal that is open to `person`; None where either is gone."""
    return _pair(person, piece, reveal, answers_of_pair(reveal))


def _pair(person: Person, piece: Piece, reveal: Reveal, answers: Iterable[Answer]) -> Opened | None:
    by_person: dict[Any, Answer] = {row.person_id: row for row in answers}
    mine = by_person.pop(person.pk, None)
    theirs = next(iter(by_person.values()), None)
    if mine is None or theirs is None:
        return None
    other = erased_beside(mine.all_words) if theirs.is_erased else theirs.all_words
    return Opened(reveal.opens_at, fold(piece.questions, mine.all_words, other))


def opened_pairs(us: Us, pieces: Collection[Piece]) -> dict[str, Opened]:
    """Those of the pieces that are open to this reader, by id. Two queries, however many they are."""
    known = {piece.id: piece for piece in pieces}
    reveals = list(Reveal.objects.visible_to(us.person).filter(piece__in=known)) if known else []
    answers = answers_of_pairs(reveals)
    found = {reveal.piece: _pair(us.person, known[reveal.piece], reveal, answers[reveal.pk]) for reveal in reveals}
    return {piece_id: opened for piece_id, opened in found.items() if opened}


def state_of(us: Us, piece: Piece) -> State:
    """How the piece stands for this reader: the same whatever the other has done, until it is open."""
    written = written_of(us, piece)
    if written.reveal is not None:
        return State.READ if written.was_read else State.OPEN
    has_sealed = written.answer is not None
    if piece.is_over(us, has_sealed=has_sealed):
        return State.OVER
    if has_sealed:
        return State.SEALED
    return State.BLANK if written.draft is None else State.STARTED
