"""Keeping, sealing, taking back and opening. The person's own row is locked first, then the couple's."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

import clock
from couples.actions import locked, locked_couple_of
from couples.models import Couple, Partner
from couples.refusals import NotACouple
from pages.look_again import LOOK_AGAIN_AFTER
from people.actions import lock_person
from people.at_hand import is_small
from people.beneath import body_with, laid_beneath
from people.models import Person
from together.actions import put_questions
from vault.keyring import VaultError

from .folding import Words, says_something
from .models import TIMES_TAKEN_BACK_A_DAY, Answer, Draft, LookAgain, Opening, Reveal, TakingBack
from .piece import Piece
from .pieces import pieces_of
from .refusals import AnotherSpace, BlankAnswer, Frozen, NotOpenYet, StaleDraft, TakenBackOften, Unclear
from .times import LONGEST_WAIT, Opens, opening_time


def keep(person: Person, piece: Piece, words: Words, *, revision: int | None = None) -> Draft:
    """Keeps a draft. Refuses Frozen once the pair has opened; with `revision`, StaleDraft when another tab has kept
    something since; and what the piece itself refuses."""
    piece.refuse_keeping(person)
    today = clock.today(person.tz)
    try:
        with transaction.atomic():
            # Two tabs of one person meet here.
            lock_person(person)
            if Reveal.objects.visible_to(person).filter(piece=piece.id).exists():
                raise Frozen
            if due().filter(piece=piece.id, couple__in=_open_couples(person)).exists():
                raise Frozen
            draft = _draft(person, piece)
            if draft is None:
                draft = Draft(person=person, piece=piece.id, revision=0)
            elif revision is not None and draft.revision != revision:
                if draft.words == words:
                    return draft  # the same form, sent twice
                raise StaleDraft
            draft.body = body_with(words, draft)
            draft.revision += 1
            draft.changed_on = today
            draft.save()
    except IntegrityError as error:
        # The other left in this very moment, which gave the sealed words back as the draft.
        raise StaleDraft from error
    return draft


def finish(person: Person, piece: Piece, words: Words, *, revision: int | None = None) -> str:
    """Keeps what its writer is done with for now, and returns the address to go on to.

    Refuses what `keep` and the piece itself refuse.
    """
    piece.refuse_finishing(words)
    with transaction.atomic():
        keep(person, piece, words, revision=revision)
        return piece.finished(person)


def drop_draft(person: Person, piece_id: str, revision: int | None = None) -> None:
    """Destroys what that person was typing, as it was at that revision: what they typed since stays. None: all of it.
    Twice does no harm. Inside a transaction only."""
    lock_person(person)
    at_that_revision = {} if revision is None else {"revision": revision}
    Draft.unscoped.filter(person=person, piece=piece_id, **at_that_revision).delete()


def throw_away(person: Person, piece: Piece) -> None:
    """Destroys a person's draft. Twice does no harm."""
    with transaction.atomic():
        drop_draft(person, piece.id)


def seal(person: Person, piece: Piece, words: Words) -> Answer:
    """Seals `words` as this person's answer, instead of an earlier one: the same work, whatever the other has done.

    A first sealing sets a look-again day, a week ahead, and from when on the answer may open.
    Refuses NotACouple, BlankAnswer, Unclear, Frozen once the pair has opened, and what the piece itself refuses.
    """
    if not says_something(words):
        raise BlankAnswer
    if piece.unclear(words):
        raise Unclear
    with transaction.atomic():
        couple = locked_couple_of(person)
        piece.refuse_sealing(person, couple)
        if couple is None:
            raise NotACouple
        _refuse_if_open(couple, piece.id)
        answer = _answer(person, couple, piece)
        if answer is None:
            assert piece.opens, "only what opens is sealed"
            opens_from = opening_time(piece.opens, clock.now(), _zones(couple))
            answer = Answer(couple=couple, person=person, piece=piece.id, opens_from=opens_from)
            look_again(person, piece, clock.today(person.tz) + LOOK_AGAIN_AFTER)
        draft = _draft(person, piece)
        answer.body = body_with(words, answer, draft)
        answer.save()
        if draft is not None:
            draft.delete()
    return answer


def seal_draft(person: Person, piece: Piece, shown: str, *, saw: str = "") -> Answer:
    """Seals the kept draft if its words are those that were on the screen, by their `fingerprint`. A number would not
    do: thrown away in another tab and begun anew, a draft counts from one again. Pressed twice, nothing changes.
    `saw`: the id of the couple of which the page spoke.

    Refuses AnotherSpace where it is another by now, StaleDraft where something else has been kept since, and what
    `seal` refuses.
    """
    with transaction.atomic():
        # Another tab may not keep anything between reading the draft and sealing it.
        couple = locked_couple_of(person)
        piece.refuse_sealing(person, couple)
        if couple and saw and saw != str(couple.pk):
            raise AnotherSpace
        draft = _draft(person, piece)
        if draft is None:
            answer = _answer(person, couple, piece) if couple else None
            if answer is None:
                raise BlankAnswer
            return answer
        if draft.fingerprint != shown:
            raise StaleDraft
        return seal(person, piece, draft.words)


def take_back(person: Person, piece: Piece) -> Draft | None:
    """Turns a sealed answer into a draft again, *only you*. Refuses Frozen once the pair is due to open, and
    TakenBackOften: sealed and taken back again and again, it could tell when the other has sealed."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        piece.refuse_taking_back(couple)
        if couple is None:
            return None
        _refuse_if_open(couple, piece.id)
        answer = _answer(person, couple, piece)
        if answer is None:
            return None
        _count_taking_back_or_refuse(person, piece)
        draft = _as_draft(answer)
        answer.delete()
        look_again(person, piece, None)
    return draft


def release(couple: Couple, leaver: Person | None, piece_id: str | None = None) -> None:
    """Closes one piece of a couple, or all of them: the leaver's unopened answers are destroyed, any other becomes
    *only you*. So does the leaver's own in a small sign-in: it may be somebody else who leaves with their password.

    Runs inside a transaction that holds the couple's lock.
    """
    named = {} if piece_id is None else {"piece": piece_id}
    _open(couple)
    opened = set(Reveal.unscoped.filter(couple=couple, **named).values_list("piece", flat=True))
    answers = Answer.unscoped.filter(couple=couple, **named).exclude(piece__in=opened)
    for answer in answers.select_related("person"):
        if leaver is None or answer.person_id != leaver.pk or is_small():
            _as_draft(answer)
        answer.delete()
        LookAgain.unscoped.filter(person=answer.person, piece=answer.piece).delete()


def is_due() -> Q:
    """For a query of answers: whether its pair may open now and has no reveal yet."""
    now = clock.now()
    pair = {"couple": OuterRef("couple"), "piece": OuterRef("piece")}
    theirs = Answer.unscoped.filter(**pair, opens_from__lte=now).exclude(person=OuterRef("person"))
    is_ready = Q(couple__closed_on=None, opens_from__lte=now)
    return is_ready & Q(Exists(theirs)) & ~Q(Exists(Reveal.unscoped.filter(**pair)))


def due() -> QuerySet[Answer, Any]:
    """The pairs that may open now and have no reveal yet: each with its `couple` and `piece`."""
    return Answer.unscoped.filter(is_due()).values("couple", "piece").distinct()


def open_due(couple: Couple | None = None) -> bool:
    """Opens the pairs that are due, of one couple or of all, and says whether there was one."""
    found = due().filter(couple=couple) if couple else due()
    couples = {pair["couple"] for pair in found}
    for couple_id in sorted(couples):
        with transaction.atomic():
            # One of the two may be taking back in this very moment.
            _open(locked({couple_id})[couple_id])
    return bool(couples)


def restart_future_waits() -> None:
    """No pair waits longer because a clock was wrong when one of its answers was sealed, or when it opened."""
    for answer in Answer.unscoped.filter(opens_from__gt=clock.at_the_latest(LONGEST_WAIT)).select_related("couple"):
        opens_from = opening_time(Opens.NEXT_MORNING, clock.now(), _zones(answer.couple))
        Answer.unscoped.filter(pk=answer.pk).update(opens_from=opens_from)
    Reveal.unscoped.filter(opens_at__gt=clock.at_the_latest(timedelta(0))).update(opens_at=_this_minute())


def is_open(couple: Couple, piece_id: str) -> bool:
    """Whether both may read the pair now, whether a page has looked yet or not."""
    revealed = Reveal.unscoped.filter(couple=couple, piece=piece_id, opens_at__lte=clock.now()).exists()
    return revealed or due().filter(couple=couple, piece=piece_id).exists()


def opening_later(couple: Couple) -> set[str]:
    """The ids of the pieces that both have sealed and that open later."""
    answers = Answer.unscoped.filter(couple=couple).values("piece")
    pairs = answers.annotate(sealed=Count("pk"), at=Max("opens_from")).filter(sealed=2, at__gt=clock.now())
    return set(pairs.values_list("piece", flat=True))


def look_again(person: Person, piece: Piece, day: date | None) -> None:
    """Sets the private day on which this piece comes up again, or takes it away."""
    with transaction.atomic():
        # A new day is a new row, so that its reminder is a new occasion and the old one's is no longer wanted.
        LookAgain.unscoped.filter(person=person, piece=piece.id).delete()
        if day is not None:
            LookAgain.unscoped.create(person=person, piece=piece.id, day=day)


def mark_opened(person: Person, piece: Piece) -> None:
    """Remembers, for this person alone, that they have unfolded the pair. Refuses NotOpenYet."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is not None:
            _open(couple)
        reveal = Reveal.objects.visible_to(person).filter(piece=piece.id).first()
        if reveal is None:
            raise NotOpenYet
        Opening.unscoped.get_or_create(person=person, reveal=reveal)


def answers_of_pair(reveal: Reveal) -> list[Answer]:
    """Both answers of a pair that is open. Refuses NotOpenYet."""
    return answers_of_pairs([reveal])[reveal.pk]


def answers_of_pairs(reveals: Collection[Reveal]) -> dict[UUID, list[Answer]]:
    """Both answers of each pair that is open, by its reveal: the only way to the other's words. One query. Refuses
    NotOpenYet."""
    now = clock.now()
    if any(reveal.opens_at > now for reveal in reveals):
        raise NotOpenYet
    wanted = {(reveal.couple_id, reveal.piece): reveal.pk for reveal in reveals}
    found: dict[UUID, list[Answer]] = {pk: [] for pk in wanted.values()}
    rows = Answer.unscoped.filter(couple__in={couple for couple, _ in wanted}, piece__in={piece for _, piece in wanted})
    for row in rows.select_related("person__key"):
        if pk := wanted.get((row.couple_id, row.piece)):
            found[pk].append(row)
    return found


def _draft(person: Person, piece: Piece) -> Draft | None:
    return Draft.unscoped.filter(person=person, piece=piece.id).select_related("person").first()


def _answer(person: Person, couple: Couple, piece: Piece) -> Answer | None:
    return Answer.unscoped.filter(couple=couple, person=person, piece=piece.id).select_related("person").first()


def _count_taking_back_or_refuse(person: Person, piece: Piece) -> None:
    # The server's day: one's own is another as soon as one chooses another zone.
    today = clock.now().date()
    earlier = TakingBack.unscoped.filter(person=person, piece=piece.id)
    earlier.exclude(day=today).delete()
    number = earlier.count() + 1
    if number > TIMES_TAKEN_BACK_A_DAY:
        raise TakenBackOften
    TakingBack.unscoped.create(person=person, piece=piece.id, day=today, number=number)


def _refuse_if_open(couple: Couple, piece_id: str) -> None:
    if is_open(couple, piece_id):
        raise Frozen


def _open(couple: Couple) -> None:
    """Makes the reveals that are due, and puts what stays folded on the talk list: with the opening and not with any
    reading of it, so that it tells of neither. Runs inside a transaction that holds the couple's lock."""
    for pair in due().filter(couple=couple):
        reveal = Reveal.unscoped.create(couple=couple, piece=pair["piece"], opens_at=_this_minute())
        one, other = answers_of_pair(reveal)
        # A damaged answer of one pair may not keep others closed, nor anybody from leaving.
        with suppress(VaultError):
            for piece in pieces_of(one.person, [reveal.piece]).values():
                put_questions(couple, piece.id, piece.folded(one.person, one.all_words, other.all_words))


def _this_minute() -> datetime:
    return clock.now().replace(second=0, microsecond=0)


def _open_couples(person: Person) -> QuerySet[Partner, Any]:
    return Partner.unscoped.filter(person=person, left_on=None).values("couple")


def _zones(couple: Couple) -> list[ZoneInfo]:
    return [place.person.tz for place in Partner.unscoped.filter(couple=couple, left_on=None).select_related("person")]


def _as_draft(answer: Answer) -> Draft:
    """The answer's words as its author's draft. A newer draft of theirs stays in front, with the answer beneath it:
    nothing that one of them does may lose words of the other."""
    body = {"words": {}, **answer.body}
    # Its author may be keeping one in this very moment: that may not hinder the other in leaving.
    draft, is_new = Draft.unscoped.select_related("person").get_or_create(
        person=answer.person,
        piece=answer.piece,
        defaults={"changed_on": clock.today(answer.person.tz), "body": body},
    )
    if not is_new and (answer.all_words != draft.all_words or answer.body.get("before")):
        draft.body = laid_beneath(draft, answer)
        draft.save(update_fields=["body"])
    return draft
