"""What one reader finds in this room. Only through the doors: own rows, shared rows and what has opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import clock
from agreement.models import Clause
from couples.us import Us
from people.models import Person
from sealed.models import Answer, Draft, Reveal
from sealed.reading import answers_of

from .models import ROOM, CheckIn, Rhythm
from .sitting import Standing, end_of, settled_at, standing

CALENDAR = "checkins.calendar"


class Stage(StrEnum):
    """What a check-in is for one reader now. Until it opens it depends on nothing of the other's."""

    COMING = "coming"
    WRITING = "writing"
    SEALED = "sealed"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True)
class Calendar:
    """The rhythm of these two and all their check-ins, the newest first."""

    rhythm: Rhythm | None
    check_ins: tuple[CheckIn, ...]


def calendar_of(us: Us) -> Calendar:
    """Two queries a request, however many check-ins there were."""
    if CALENDAR not in us.looked_up:
        rhythm = Rhythm.objects.visible_to(us.person).filter(couple=us.couple).first()
        rows = CheckIn.objects.visible_to(us.person).filter(couple=us.couple).order_by("-day")
        us.looked_up[CALENDAR] = Calendar(rhythm, tuple(rows))
    calendar: Calendar = us.looked_up[CALENDAR]
    return calendar


def standing_of(us: Us, today: date) -> Standing:
    """Where these two are in their rhythm on that day."""
    calendar = calendar_of(us)
    return standing(calendar.rhythm, calendar.check_ins, today)


def end_day(us: Us, check_in: CheckIn) -> date | None:
    """The day from which it takes no more words. Of a space that is closed nothing is asked: it takes none."""
    if not _is_ours(us, check_in):
        return None
    calendar = calendar_of(us)
    return end_of(check_in, calendar.rhythm, [row.day for row in calendar.check_ins])


def is_over(us: Us, check_in: CheckIn, *, has_sealed: bool) -> bool:
    """Whether nothing of it can open any more. Who has sealed reads the same page until it is settled, whether the
    other has sealed too or not."""
    if check_in.closed_on is not None or not _is_ours(us, check_in):
        return True
    end = end_day(us, check_in)
    if end is None:
        return False
    return clock.now() >= settled_at(end, _zones(us)) if has_sealed else clock.today(us.person.tz) >= end


def takes_words(us: Us, check_in: CheckIn) -> bool:
    """Whether it can be written and sealed today."""
    today, end = clock.today(us.person.tz), end_day(us, check_in)
    is_on = check_in.closed_on is None and _is_ours(us, check_in)
    return is_on and check_in.day <= today and (end is None or today < end)


def stage_of(us: Us, check_in: CheckIn, *, opened: bool, sealed: bool) -> Stage:
    """`opened`, `sealed`: whether the pair is open to this reader, and whether they have sealed theirs."""
    if opened:
        return Stage.OPENED
    if is_over(us, check_in, has_sealed=sealed):
        return Stage.CLOSED
    if clock.today(us.person.tz) < check_in.day:
        return Stage.COMING
    return Stage.SEALED if sealed else Stage.WRITING


def _is_ours(us: Us, check_in: CheckIn) -> bool:
    return us.couple is not None and us.couple.pk == check_in.couple_id


def _zones(us: Us) -> list[ZoneInfo]:
    return [place.person.tz for place in (us.me, us.other) if place is not None]


@dataclass(frozen=True)
class Past:
    """One line of the list of past check-ins, for its reader."""

    check_in: CheckIn
    stage: Stage
    opened_on: date | None
    has_words: bool


@dataclass(frozen=True)
class Written:
    """All that one reader has written here, in whichever couple, and what has opened to them: by the piece."""

    drafts: Mapping[str, Draft]
    answers: Mapping[str, Answer]
    opened: Mapping[str, Reveal]

    def row(self, check_in: CheckIn) -> Draft | Answer | None:
        """What holds the reader's words for it, whether they were sealed, opened or kept."""
        return self.drafts.get(check_in.piece) or self.answers.get(check_in.piece)

    def stage(self, us: Us, check_in: CheckIn) -> Stage:
        piece = check_in.piece
        return stage_of(us, check_in, opened=piece in self.opened, sealed=piece in self.answers)


def written_by(us: Us) -> Written:
    """Three queries, however many check-ins there were."""
    person = us.person
    drafts = Draft.objects.visible_to(person).filter(piece__startswith=f"{ROOM}:").select_related("person")
    answers = answers_of(us, piece__startswith=f"{ROOM}:")
    opened = Reveal.objects.visible_to(person).filter(piece__startswith=f"{ROOM}:")
    return Written(
        {row.piece: row for row in drafts}, {row.piece: row for row in answers}, {row.piece: row for row in opened}
    )


def past_of(us: Us, written: Written, current: CheckIn | None) -> list[Past]:
    """Those before the current one, each as its reader may know it."""
    today, tz = clock.today(us.person.tz), us.person.tz
    found = []
    for row in calendar_of(us).check_ins:
        if row.day <= today and row != current:
            reveal = written.opened.get(row.piece)
            opened_on = reveal.opens_at.astimezone(tz).date() if reveal else None
            found.append(Past(row, written.stage(us, row), opened_on, written.row(row) is not None))
    return found


def from_closed_spaces(us: Us, written: Written) -> list[CheckIn]:
    """Those of former couples in which this person wrote something, the newest first."""
    ours = {row.piece for row in calendar_of(us).check_ins}
    rows = [*written.answers.values(), *written.drafts.values()]
    pieces = {row.piece for row in rows if row.piece not in ours and row.says_something}
    if not pieces:
        return []
    keys = [piece.removeprefix(f"{ROOM}:") for piece in pieces]
    return list(CheckIn.objects.visible_to(us.person).filter(pk__in=keys).order_by("-day"))


def clause_texts(person: Person, clause_ids: set[str]) -> Mapping[str, str]:
    """The words of those clauses which `person` may see, by id; of texts before this one too."""
    if not clause_ids:
        return {}
    clauses = Clause.objects.visible_to(person).filter(pk__in=clause_ids).select_related("version__couple")
    return {str(clause.pk): clause.text for clause in clauses}
