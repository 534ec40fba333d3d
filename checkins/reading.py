"""What one reader finds in this room. Only through the doors: own rows, shared rows and what has opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import clock
from agreement.models import Clause
from agreement.reading import clauses_of, texts_of
from couples.us import Us
from people.models import Person
from sealed import actions as sealed
from sealed.folding import Words

from .models import Answer, CheckIn, Draft, Reveal, Rhythm
from .pieces import piece_of
from .sitting import Standing, end_of, settled_at, standing


class Stage(StrEnum):
    """What a check-in is for one reader now. Until it opens it depends on nothing of the other's."""

    COMING = "coming"
    WRITING = "writing"
    SEALED = "sealed"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True)
class Past:
    """One line of the list of past check-ins, for its reader."""

    check_in: CheckIn
    stage: Stage
    opened_on: date | None
    has_words: bool


def rhythm_of(us: Us) -> Rhythm | None:
    return Rhythm.objects.visible_to(us.person).filter(couple=us.couple).first()


def check_ins_of(us: Us) -> list[CheckIn]:
    """Every check-in between these two, the newest first."""
    return list(CheckIn.objects.visible_to(us.person).filter(couple=us.couple).order_by("-day"))


def standing_of(us: Us, today: date) -> Standing:
    """Where these two are in their rhythm on that day. Three queries at most, however many check-ins there were."""
    rows = CheckIn.objects.visible_to(us.person).filter(couple=us.couple).order_by("-day")[:4]
    return standing(rhythm_of(us), rows, today)


def end_day(us: Us, check_in: CheckIn) -> date | None:
    """The day from which it takes no more words."""
    rows = CheckIn.objects.visible_to(us.person).filter(couple=check_in.couple_id)
    return end_of(check_in, rhythm_of(us), list(rows.values_list("day", flat=True)))


def stage_of(us: Us, check_in: CheckIn) -> Stage:
    person, piece = us.person, piece_of(check_in)
    if sealed.open_reveal(person, piece) is not None:
        return Stage.OPENED
    has_sealed = sealed.answer_of(person, piece) is not None
    return _unopened(us, check_in, end_day(us, check_in), has_sealed)


def _unopened(us: Us, check_in: CheckIn, end: date | None, has_sealed: bool) -> Stage:
    today = clock.today(us.person.tz)
    if check_in.closed_on is not None or us.couple is None or us.couple.pk != check_in.couple_id:
        return Stage.CLOSED
    if today < check_in.day:
        return Stage.COMING
    if has_sealed:
        over = end is not None and clock.now() >= settled_at(end, _zones(us))
        return Stage.CLOSED if over else Stage.SEALED
    return Stage.CLOSED if end is not None and today >= end else Stage.WRITING


def _zones(us: Us) -> list[Any]:
    return [place.person.tz for place in (us.me, us.other) if place is not None]


def past_of(us: Us, rhythm: Rhythm | None, rows: list[CheckIn], current: CheckIn | None) -> list[Past]:
    """Those before the current one, each as its reader may know it. The same number of queries for any length."""
    person, today = us.person, clock.today(us.person.tz)
    opened: Mapping[UUID, Reveal] = {row.check_in_id: row for row in Reveal.objects.visible_to(person)}
    answered = set(Answer.objects.visible_to(person).values_list("check_in", flat=True))
    drafted = set(Draft.objects.visible_to(person).values_list("check_in", flat=True))
    days = [row.day for row in rows]
    found = []
    for row in rows:
        if row.day > today or row == current:
            continue
        reveal, wrote = opened.get(row.pk), row.pk in answered | drafted
        if reveal is not None:
            found.append(Past(row, Stage.OPENED, reveal.opens_at.astimezone(person.tz).date(), wrote))
        else:
            stage = _unopened(us, row, end_of(row, rhythm, days), row.pk in answered)
            found.append(Past(row, stage, None, wrote))
    return found


def from_closed_spaces(us: Us) -> list[CheckIn]:
    """Those of former couples in which this person wrote something, the newest first. Two queries for any number."""
    written: dict[CheckIn, bool] = {}
    for model in (Answer, Draft):
        rows = model.objects.visible_to(us.person).exclude(check_in__couple=us.couple)
        written |= {row.check_in: sealed.wrote_something(row) for row in rows.select_related("check_in", "person")}
    found = [check_in for check_in, something in written.items() if something]
    return sorted(found, key=lambda check_in: check_in.day, reverse=True)


def own_row(person: Person, check_in: CheckIn) -> Draft | Answer | None:
    """What holds this person's words for it, whether they were sealed, opened or kept, and in whichever couple."""
    draft = Draft.objects.visible_to(person).filter(check_in=check_in).select_related("person").first()
    return draft or Answer.objects.visible_to(person).filter(check_in=check_in).select_related("person").first()


def own_words(person: Person, check_in: CheckIn) -> Words:
    """Those words, as far as they can be read now."""
    return sealed.words_of(own_row(person, check_in))


def lines_in_force(us: Us) -> list[Clause]:
    """The lines these two may tick: those of the text in force; none where there is none."""
    return clauses_of(us.person, texts_of(us).in_force)


def clause_texts(person: Person, clause_ids: set[str]) -> Mapping[str, str]:
    """The words of those clauses which `person` may see, by id; of texts before this one too."""
    if not clause_ids:
        return {}
    clauses = Clause.objects.visible_to(person).filter(pk__in=clause_ids).select_related("version__couple")
    return {str(clause.pk): clause.text for clause in clauses}
