"""Keeping, sealing, taking back and opening. The person's own row is locked first, then the couple's."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import IntegrityError, transaction

import clock
from couples.actions import locked_couple_of
from couples.models import Couple, Partner
from couples.refusals import NotACouple
from couples.us import us_of
from pages.look_again import LOOK_AGAIN_AFTER
from people.actions import lock_person
from people.models import Person
from sealed.refusals import BlankAnswer, Frozen, NotOpenYet, StaleDraft

from .closed import body_with, holds_closed, is_closed, laid_beneath
from .folding import OpenedQuestion, Words, erased_beside, fold, says_something
from .models import Answer, Draft, Reveal
from .piece import Piece
from .times import opening_time


class State(Enum):
    """How a piece stands for one reader. Nothing here depends on the other's rows until the pair is open."""

    BLANK = "blank"
    STARTED = "started"
    SEALED = "sealed"
    OPEN = "open"
    READ = "read"


@dataclass(frozen=True)
class Opened:
    """An opened pair on its reader's own screen."""

    reveal: Reveal
    opened_at: datetime
    questions: tuple[OpenedQuestion, ...]


def keep(person: Person, piece: Piece, words: Words, *, revision: int | None = None) -> Draft:
    """Keeps a draft. Refuses Frozen once the pair has opened; and with `revision`, StaleDraft when another tab has kept
    something since."""
    today = clock.today(person.tz)
    try:
        with transaction.atomic():
            # Two tabs of one person meet here.
            lock_person(person)
            if open_reveal(person, piece) is not None:
                raise Frozen
            draft = piece.drafts.unscoped.filter(person=person, **piece.which).first()
            if draft is None:
                draft = piece.drafts(person=person, **piece.which, revision=0)
            elif revision is not None and draft.revision != revision:
                raise StaleDraft
            draft.body = body_with(person, words, draft)
            draft.revision += 1
            draft.changed_on = today
            draft.save()
    except IntegrityError as error:
        # The other left in this very moment, which gave the sealed words back as the draft.
        raise StaleDraft from error
    return draft


def draft_of(person: Person, piece: Piece) -> Draft | None:
    return piece.drafts.objects.visible_to(person).filter(**piece.which).first()


def answer_of(person: Person, piece: Piece) -> Answer | None:
    """The person's own sealed answer in the couple they are in now."""
    couple = us_of(person).couple
    return piece.answers.objects.visible_to(person).filter(couple=couple, **piece.which).first()


def words_of(row: Draft | Answer | None) -> Words:
    """What its author may read of it now: nothing while it is closed after a reset."""
    return {} if is_closed(row) else _all_words(row)


def wrote_something(row: Draft | Answer | None) -> bool:
    """Whether there are words in it, whether or not they can be read now."""
    return says_something(_all_words(row))


def seal(person: Person, piece: Piece, words: Words) -> Answer:
    """Seals `words` as this person's answer, instead of an earlier one, and stores the reveal when it is the second.

    A first sealing sets a look-again day, a week ahead.
    Refuses NotACouple, BlankAnswer, and Frozen once the pair has opened.
    """
    if not says_something(words):
        raise BlankAnswer
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None:
            raise NotACouple
        _refuse_if_open(couple, piece)
        answer = piece.answers.unscoped.filter(couple=couple, person=person, **piece.which).first()
        if answer is None:
            answer = piece.answers(couple=couple, person=person, **piece.which)
            look_again(person, piece, clock.today(person.tz) + LOOK_AGAIN_AFTER)
        draft = piece.drafts.unscoped.filter(person=person, **piece.which).first()
        answer.body = body_with(person, words, answer, draft)
        answer.save()
        if draft is not None:
            draft.delete()
        _store_reveal_if_both(couple, piece)
    return answer


def seal_draft(person: Person, piece: Piece, revision: int) -> Answer:
    """Seals the kept draft of that revision: what was on the screen. Pressed twice, the second press changes nothing.

    Refuses StaleDraft where something else has been kept since, and what `seal` refuses.
    """
    with transaction.atomic():
        # Another tab may not keep anything between reading the draft and sealing it.
        lock_person(person)
        draft, answer = draft_of(person, piece), answer_of(person, piece)
        if draft is None and answer is not None:
            return answer
        if draft is None:
            raise BlankAnswer
        # What is closed was not on the screen either.
        if draft.revision != revision or is_closed(draft):
            raise StaleDraft
        return seal(person, piece, words_of(draft))


def take_back(person: Person, piece: Piece) -> Draft | None:
    """Turns a sealed answer into a draft again, *only you*. Taking back before the opening removes the reveal."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None:
            return None
        _refuse_if_open(couple, piece)
        answer = piece.answers.unscoped.filter(couple=couple, person=person, **piece.which).first()
        if answer is None:
            return None
        piece.reveals.unscoped.filter(couple=couple, **piece.which).delete()
        draft = _as_draft(answer, piece)
        answer.delete()
        look_again(person, piece, None)
    return draft


def release(couple: Couple, piece: Piece, leaver: Person | None) -> None:
    """Closes a piece with its couple: the leaver's unopened answer is destroyed, any other becomes *only you*. So does
    one that is closed after a reset: it may be somebody else who leaves with their password.

    Runs inside the transaction that closes the couple, which holds its lock.
    """
    if _open_reveal(couple, piece) is not None:
        return
    piece.reveals.unscoped.filter(couple=couple, **piece.which).delete()
    for answer in piece.answers.unscoped.filter(couple=couple, **piece.which).select_related("person"):
        if leaver is None or answer.person_id != leaver.pk or holds_closed(answer):
            _as_draft(answer, piece)
        answer.delete()
        look_again(answer.person, piece, None)


def look_again(person: Person, piece: Piece, day: date | None) -> None:
    """Sets the private day on which this piece comes up again, or takes it away."""
    with transaction.atomic():
        # A new day is a new row, so that its reminder is a new occasion and the old one's is no longer wanted.
        piece.look_agains.unscoped.filter(person=person, **piece.which).delete()
        if day is not None:
            piece.look_agains.unscoped.create(person=person, day=day, **piece.which)


def open_reveal(person: Person, piece: Piece) -> Reveal | None:
    """The reveal of this piece, if it is open to `person` now."""
    return piece.reveals.objects.visible_to(person).filter(**piece.which).first()


def opened(person: Person, piece: Piece) -> Opened | None:
    """Both answers, folded question by question, or None while they are sealed. The only way to the other's words."""
    reveal = open_reveal(person, piece)
    if reveal is None:
        return None
    rows = piece.answers.unscoped.filter(couple=reveal.couple_id, **piece.which).select_related("person")
    by_person = {row.person_id: row for row in rows}
    mine = by_person.pop(person.pk, None)
    theirs = next(iter(by_person.values()), None)
    if mine is None or theirs is None:
        return None
    own = _all_words(mine)
    other = erased_beside(own) if theirs.is_erased else _all_words(theirs)
    return Opened(reveal, reveal.opens_at, fold(piece.questions, own, other))


def mark_opened(person: Person, piece: Piece) -> None:
    """Remembers, for this person alone, that they have unfolded the pair."""
    reveal = open_reveal(person, piece)
    if reveal is None:
        raise NotOpenYet
    piece.openings.unscoped.get_or_create(person=person, reveal=reveal)  # type: ignore[misc]


def state_of(person: Person, piece: Piece) -> State:
    """How the piece stands for this reader: the same whatever the other has done, until it is open."""
    reveal = open_reveal(person, piece)
    if reveal is not None:
        read = piece.openings.objects.visible_to(person).filter(reveal=reveal).exists()  # type: ignore[misc]
        return State.READ if read else State.OPEN
    if answer_of(person, piece) is not None:
        return State.SEALED
    return State.STARTED if draft_of(person, piece) is not None else State.BLANK


def _all_words(row: Draft | Answer | None) -> Words:
    words: Words = row.body.get("words", {}) if row and not row.is_erased else {}
    return words


def _open_reveal(couple: Couple, piece: Piece) -> Reveal | None:
    return piece.reveals.unscoped.filter(couple=couple, opens_at__lte=clock.now(), **piece.which).first()


def _refuse_if_open(couple: Couple, piece: Piece) -> None:
    if _open_reveal(couple, piece) is not None:
        raise Frozen


def _store_reveal_if_both(couple: Couple, piece: Piece) -> None:
    partners = list(Partner.unscoped.filter(couple=couple, left_on=None).select_related("person"))
    answered = piece.answers.unscoped.filter(couple=couple, person__in=[p.person_id for p in partners], **piece.which)
    if len(partners) == 2 and answered.count() == 2:
        opens_at = opening_time(piece.opens, clock.now(), [partner.person.tz for partner in partners])
        piece.reveals.unscoped.get_or_create(couple=couple, **piece.which, defaults={"opens_at": opens_at})


def _as_draft(answer: Answer, piece: Piece) -> Draft:
    """The answer's words as its author's draft. A newer draft of theirs is kept rather than overwritten."""
    which: dict[str, Any] = {"person": answer.person, **piece.which}
    body = {"words": {}, **answer.body}
    # Its author may be keeping one in this very moment: that may not hinder the other in leaving.
    draft, is_new = piece.drafts.unscoped.get_or_create(
        **which, defaults={"changed_on": clock.today(answer.person.tz), "body": body}
    )
    if not is_new and holds_closed(answer):
        draft.body = laid_beneath(draft, answer)
        draft.save(update_fields=["body"])
    return draft
