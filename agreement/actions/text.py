"""Writing, offering and signing. Person and couple are locked first; a text is compared under that lock."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

import clock
from agreement.document import BOTH, Document, changes_since
from agreement.models import MOST_REVIEW_DAYS, WORKING, Clause, Signature, State, Version, document_of
from agreement.refusals import (
    AlreadyInForce,
    ImpossibleDay,
    LineGone,
    NothingToOffer,
    NotOffered,
    NotTwoYet,
    TextChanged,
    TooManyLines,
    WordsChanged,
)
from couples.actions import locked_couple_of
from couples.models import Couple, Partner
from people.models import Person

MOST_LINES = 200
FOR_NOW = "For now"


@dataclass(frozen=True)
class LineWords:
    """What somebody writes in one line."""

    text: str
    topic: str = ""
    for_whom: str = BOTH


def begin_draft(person: Person) -> Version:
    """The working copy: the one there is, or a new one that starts from the text in force, which stays in force.

    Refuses NotTwoYet.
    """
    with transaction.atomic():
        return _working_copy(_couple_of_two(person))


def add_clause(person: Person, words: LineWords, clause_id: UUID | None = None) -> Clause:
    """Adds a line at the end. Where one of this id with these words is there already, nothing: a form was sent twice.

    Refuses NotTwoYet (what is written alone is an own line) and TooManyLines.
    """
    with transaction.atomic():
        version = _working_copy(_couple_of_two(person))
        there = list(Clause.unscoped.filter(version=version).select_related("version__couple"))
        if doubled := next((clause for clause in there if clause.pk == clause_id and _words_of(clause) == words), None):
            return doubled
        if len(there) >= MOST_LINES:
            raise TooManyLines
        if clause_id is None or Clause.unscoped.filter(pk=clause_id).exists():
            clause_id = uuid4()
        position = max((clause.position for clause in there), default=0) + 1
        clause = Clause(pk=clause_id, version=version, position=position)
        _write(clause, person, words)
        _make_draft(version)
    return clause


def edit_clause(person: Person, clause_id: UUID, words: LineWords, *, seen: int) -> Clause:
    """Changes the words of a line. `seen` is the revision that the editor had before their eyes.

    An offered text becomes a draft again, and its signatures are void. Refuses LineGone, and WordsChanged where the
    line has been changed since.
    """
    with transaction.atomic():
        clause = _locked_line(person, clause_id)
        if _words_of(clause) == words:
            return clause
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.revision += 1
        _write(clause, person, words)
        _make_draft(clause.version)
    return clause


def remove_clause(person: Person, clause_id: UUID, *, seen: int) -> None:
    """Takes a line out. Refuses LineGone, and WordsChanged where its words are not those that were on the page."""
    with transaction.atomic():
        clause = _locked_line(person, clause_id)
        if clause.revision != seen:
            raise WordsChanged(clause)
        clause.delete()
        _make_draft(clause.version)


def choose_review_day(person: Person, day: date) -> Version:
    """Sets the day on which both look at the text again. Refuses ImpossibleDay and NotTwoYet."""
    today = clock.today(person.tz)
    if not today < day <= today + timedelta(days=MOST_REVIEW_DAYS):
        raise ImpossibleDay
    with transaction.atomic():
        version = _working_copy(_couple_of_two(person))
        if version.review_on != day:
            version.review_on = day
            _make_draft(version)
    return version


def offer(person: Person) -> Version:
    """Offers the draft for signing, for 14 days. What was signed in an earlier offer is void. Twice does no harm.

    Refuses NothingToOffer and NotTwoYet.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        version = _locked_working_copy(person)
        if version is None or not Clause.unscoped.filter(version=version).exists():
            raise NothingToOffer
        if len(_partners(version.couple)) != 2:
            raise NotTwoYet
        if version.is_offered(today):
            return version
        Signature.unscoped.filter(version=version).delete()
        version.review_on = version.review_day(today)
        version.state, version.offered_by, version.offered_on = State.OFFERED, person, today
        version.save()
    return version


def sign(person: Person, version_id: UUID, seen_hash: str, name: str, shown: str = "") -> Version:
    """Signs the text whose hash was on the page; with the second signature it is in force.

    Refuses TextChanged where the text is another by now (`shown`, the words of the page, lets it say what is
    different), NotOffered and AlreadyInForce. Signing twice does no harm.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        couple = locked_couple_of(person)
        version = Version.unscoped.filter(pk=version_id, couple=couple).select_related("previous", "couple").first()
        if couple is None or version is None:
            raise NotOffered
        document = _document(version, today)
        sha256 = document.sha256()
        if sha256 != seen_hash:
            raise TextChanged(changes_since(shown, document))
        mine = Signature.unscoped.filter(version=version, person=person)
        if mine.filter(sha256=sha256).exists() and (version.is_signed or version.is_offered(today)):
            return version
        if version.is_signed:
            raise AlreadyInForce
        if not version.is_offered(today):
            raise NotOffered
        mine.delete()
        signature = Signature(version=version, person=person, sha256=sha256, signed_on=today)
        signature.body = {"name": name}
        signature.save()
        _put_in_force_if_both(version, sha256, today)
    return version


def withdraw_signature(person: Person) -> None:
    """Takes one's own signature back, as long as not both have signed. Refuses AlreadyInForce.

    Without any signature to take back there is nothing to do, and nothing to say.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        mine = Signature.unscoped.filter(person=person, version__couple=couple)
        withdrawn, _ = mine.filter(version__state__in=WORKING).delete()
        if not withdrawn and mine.filter(version__state=State.IN_FORCE).exists() and not _working(couple):
            raise AlreadyInForce


def close(couple: Couple) -> None:
    """With its couple, an unsigned text stops: a draft, without a signature. Runs inside the closing transaction."""
    version = _working(couple)
    if version is not None:
        _make_draft(version)


def erase_unsigned(person: Person) -> None:
    """Takes away every text that was not signed by both, in the couples of a person who goes: all of them are closed.

    Runs inside the transaction that deletes the person.
    """
    ended = Partner.unscoped.filter(person=person, couple__closed_on__isnull=False).values("couple")
    versions = Version.unscoped.filter(couple__in=ended, state__in=WORKING)
    Signature.unscoped.filter(version__in=versions).delete()
    Clause.unscoped.filter(version__in=versions).delete()
    versions.delete()


def _couple_of_two(person: Person) -> Couple:
    """The open couple of `person`, locked. A draft is of both from its first word on, so alone there is none."""
    couple = locked_couple_of(person)
    if couple is None or len(_partners(couple)) != 2:
        raise NotTwoYet
    return couple


def _working(couple: Couple | None) -> Version | None:
    return Version.unscoped.filter(couple=couple, state__in=WORKING).select_related("couple", "previous").first()


def _locked_working_copy(person: Person) -> Version | None:
    couple = locked_couple_of(person)
    return _working(couple) if couple is not None else None


def _working_copy(couple: Couple) -> Version:
    """The working copy of the locked couple, begun if there is none."""
    version = _working(couple)
    if version is not None:
        return version
    previous = Version.unscoped.filter(couple=couple, state=State.IN_FORCE).select_related("couple").first()
    preamble = str(previous.body["preamble"]) if previous else FOR_NOW
    version = Version(couple=couple, previous=previous, number=previous.number + 1 if previous else 1)
    version.body = {"preamble": "" if previous and preamble == FOR_NOW else preamble, "salt": secrets.token_hex(32)}
    version.save()
    for old in Clause.unscoped.filter(version=previous).select_related("edited_by") if previous else ():
        clause = Clause(version=version, position=old.position, edited_by=old.edited_by, edited_on=old.edited_on)
        clause.body = dict(old.body)
        clause.save()
    return version


def _locked_line(person: Person, clause_id: UUID) -> Clause:
    """A line of the working copy of the person's couple, which is locked. Refuses LineGone."""
    version = _locked_working_copy(person)
    lines = Clause.unscoped.filter(version=version).select_related("version__couple")
    clause = lines.filter(pk=clause_id).first() if version is not None else None
    if clause is None:
        raise LineGone
    return clause


def _words_of(clause: Clause) -> LineWords:
    return LineWords(clause.text, clause.topic, clause.for_whom)


def _write(clause: Clause, person: Person, words: LineWords) -> None:
    clause.body = {"topic": words.topic, "for_whom": words.for_whom, "text": words.text}
    clause.edited_by, clause.edited_on = person, clock.today(person.tz)
    clause.save()


def _make_draft(version: Version) -> None:
    """A changed text is a draft, and nobody has signed it."""
    Signature.unscoped.filter(version=version).delete()
    version.state, version.offered_by, version.offered_on = State.DRAFT, None, None
    version.save(update_fields=["state", "offered_by", "offered_on", "review_on"])


def _document(version: Version, today: date) -> Document:
    clauses = list(Clause.unscoped.filter(version=version).select_related("version__couple"))
    return document_of(version, clauses, version.review_day(today))


def _partners(couple: Couple) -> set[UUID]:
    return set(Partner.unscoped.filter(couple=couple, left_on=None).values_list("person", flat=True))


def _put_in_force_if_both(version: Version, sha256: str, today: date) -> None:
    """Both partners of now have signed this very hash: the text is in force, the one before superseded."""
    signed = Signature.unscoped.filter(version=version, sha256=sha256).values_list("person", flat=True)
    partners = _partners(version.couple)
    if len(partners) != 2 or set(signed) != partners:
        return
    for previous in Version.unscoped.filter(couple=version.couple_id, state=State.IN_FORCE):
        previous.state = State.SUPERSEDED
        previous.save(update_fields=["state"])
    version.state, version.sha256, version.in_force_on = State.IN_FORCE, sha256, today
    version.save()
