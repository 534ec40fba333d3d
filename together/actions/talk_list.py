"""Putting subjects on the talk list, and clearing them. The person’s own row is locked first, then the couple’s."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Max

import clock
from couples.actions import locked_couple_of, locked_couple_of_two
from couples.models import Couple
from people.models import Person
from together.models import News, Subject
from together.refusals import NotTwoYet, SubjectGone, TooManySubjects

from .sittings import bump

MOST_SUBJECTS = 100


def add(person: Person, text: str, form_id: UUID | None = None) -> Subject:
    """Puts a subject in one's own words on the list, where both see it at once. The same form sent twice makes one, and
    brings none back that was cleared since.

    Refuses NotTwoYet and TooManySubjects.
    """
    with transaction.atomic():
        couple = _couple_of_two(person)
        # A form that was sent to another couple says nothing of theirs.
        subject_id = uuid5(couple.pk, str(form_id)) if form_id else uuid4()
        there = list(Subject.unscoped.filter(couple=couple).select_related("person"))
        sent = next((row for row in there if row.pk == subject_id), None)
        if sent and sent.person_id == person.pk and sent.text == text:
            return sent
        _refuse_too_many(couple)
        return _put(couple, Subject(pk=uuid4() if sent else subject_id, person=person, body={"words": {"text": text}}))


def add_once(person: Person, about: UUID, text: str) -> None:
    """Puts something that both see already, such as a line of theirs, on the list as a subject. `about` is its id:
    pressed twice, or by both, it is there once, and one that was cleared comes back.

    Refuses NotTwoYet and TooManySubjects.
    """
    with transaction.atomic():
        couple = _couple_of_two(person)
        standing = Subject.unscoped.filter(pk=id_about(couple, about)).first()
        if standing is not None and standing.cleared_on is None:
            return
        _refuse_too_many(couple)
        if standing is not None:
            _bring_back(standing)
        else:
            _put(couple, Subject(pk=id_about(couple, about), person=person, body={"words": {"text": text}}))


def id_about(couple: Couple, about: UUID) -> UUID:
    """The id of the subject about that, in that couple: sent to another couple, it says nothing of theirs."""
    return uuid5(couple.pk, f"about {about}")


def put_question(person: Person, piece: str, question: str) -> None:
    """Puts a question that has opened to both on their list. Pressed twice, or by both, it is there once.

    Refuses NotTwoYet.
    """
    with transaction.atomic():
        put_questions(_couple_of_two(person), piece, [question])


def put_questions(couple: Couple, piece: str, questions: Iterable[str]) -> None:
    """Puts those questions of a piece on the couple's list, in that order; one that was cleared comes back.

    Runs inside a transaction that holds the couple's lock.
    """
    known = {row.question: row for row in Subject.unscoped.filter(couple=couple, piece=piece)}
    for question in questions:
        if question in known:
            _bring_back(known[question])
        else:
            known[question] = _put(couple, Subject(piece=piece, question=question))


def clear(person: Person, subject_id: UUID) -> None:
    """Clears a subject for both, whoever put it there. Twice does no harm. Refuses SubjectGone."""
    with transaction.atomic():
        subject = _locked_subject(person, subject_id)
        if subject.cleared_on is None:
            subject.cleared_on = _today()
            subject.save(update_fields=["cleared_on"])
            bump(subject.couple, News.LIST)


def put_back(person: Person, subject_id: UUID) -> None:
    """Puts back what either of the two cleared, until the day after. Twice does no harm. Refuses SubjectGone and
    TooManySubjects."""
    with transaction.atomic():
        subject = _locked_subject(person, subject_id)
        if subject.cleared_on is not None and not subject.can_come_back(earliest_to_come_back()):
            raise SubjectGone
        if subject.cleared_on is not None:
            _refuse_too_many(subject.couple)
        _bring_back(subject)


def earliest_to_come_back() -> date:
    """What was cleared on that day or later may still come back."""
    return _today() - timedelta(days=1)


def drop_cleared() -> None:
    """Destroys what was cleared more than a day ago. No clock that ran ahead keeps anything longer."""
    Subject.unscoped.filter(cleared_on__gt=_today()).update(cleared_on=_today())
    Subject.unscoped.filter(cleared_on__lt=earliest_to_come_back()).delete()


def erase_words_of(person: Person) -> None:
    """Deletes what a person put in words of their own, in whichever couple."""
    Subject.unscoped.filter(person=person).delete()


def _couple_of_two(person: Person) -> Couple:
    couple = locked_couple_of_two(person)
    if couple is None:
        raise NotTwoYet
    return couple


def _locked_subject(person: Person, subject_id: UUID) -> Subject:
    couple = locked_couple_of(person)
    subject = Subject.unscoped.filter(pk=subject_id, couple=couple).first() if couple else None
    if subject is None:
        raise SubjectGone
    return subject


def _refuse_too_many(couple: Couple) -> None:
    if Subject.unscoped.filter(couple=couple, cleared_on=None).count() >= MOST_SUBJECTS:
        raise TooManySubjects


def _put(couple: Couple, subject: Subject) -> Subject:
    last = Subject.unscoped.filter(couple=couple).aggregate(last=Max("position"))["last"] or 0
    subject.couple, subject.position, subject.put_on = couple, last + 1, _today()
    subject.save(force_insert=True)
    bump(couple, News.LIST)
    return subject


def _bring_back(subject: Subject) -> None:
    if subject.cleared_on is not None:
        subject.cleared_on = None
        subject.save(update_fields=["cleared_on"])
        bump(subject.couple, News.LIST)


def _today() -> date:
    # The server's day: one's own is another as soon as one chooses another zone.
    return clock.now().date()
