"""The text of a couple that is not in force yet: begun, given a day, ended. Its couple is locked first."""

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

import clock
from agreement.document import FORMAT
from agreement.models import (
    BEFORE,
    EARLIER,
    MOST_REVIEW_DAYS,
    SIGNED,
    SITTING,
    WORKING,
    Clause,
    Mark,
    Removal,
    Signature,
    State,
    Version,
)
from agreement.refusals import ImpossibleDay, LineGone, NotTwoYet
from couples.actions import locked_couple_of, locked_couple_of_two
from couples.models import Couple, Partner
from people.models import Person
from together.actions import bump
from together.models import News

PREAMBLE = _("What we’ve agreed")


def begin_draft(person: Person) -> Version:
    """The working copy: the one there is, or a new one that starts from the text in force, which stays in force: with
    its lines, its name and its review day.

    Refuses NotTwoYet.
    """
    with transaction.atomic():
        return working_copy(couple_of_two(person))


def choose_review_day(person: Person, day: date) -> Version:
    """Sets the day on which both look at the text again. Refuses ImpossibleDay and NotTwoYet."""
    today = clock.today(person.tz)
    if not today < day <= today + timedelta(days=MOST_REVIEW_DAYS):
        raise ImpossibleDay
    with transaction.atomic():
        version = working_copy(couple_of_two(person))
        if version.review_on != day:
            version.review_on = day
            make_draft(version)
    return version


def close(couple: Couple) -> None:
    """With its couple, an unsigned text stops: a draft, without a signature. Runs inside the closing transaction."""
    version = working_of(couple)
    if version is not None:
        make_draft(version)


def erase_unsigned(person: Person) -> None:
    """Takes away every text that was not signed by both, in the couples of a person who goes: all of them are closed.

    Runs inside the transaction that deletes the person.
    """
    ended = Partner.unscoped.filter(person=person, couple__closed_on__isnull=False).values("couple")
    versions = Version.unscoped.filter(couple__in=ended).exclude(state__in=SIGNED)
    Removal.unscoped.filter(version__in=versions).delete()
    Signature.unscoped.filter(version__in=versions).delete()
    delete_lines(Clause.unscoped.filter(version__in=versions))
    versions.delete()


def delete_lines(lines: QuerySet[Clause]) -> None:
    """Destroys lines for good, and what was said of them."""
    Mark.unscoped.filter(clause__in=lines.values("pk")).delete()
    lines.delete()


def couple_of_two(person: Person) -> Couple:
    """The open couple of `person`, locked. A draft is of both from its first word on, so alone there is none.

    Refuses NotTwoYet.
    """
    couple = locked_couple_of_two(person)
    if couple is None:
        raise NotTwoYet
    return couple


def working_of(couple: Couple | None) -> Version | None:
    """The text that is a draft or offered; None where there is none."""
    return Version.unscoped.filter(couple=couple, state__in=WORKING).select_related("couple", "previous").first()


def text_in_force(couple: Couple) -> Version | None:
    """The text in force; None where there is none."""
    return Version.unscoped.filter(couple=couple, state=State.IN_FORCE).select_related("couple").first()


def lines_of(version: Version) -> QuerySet[Clause]:
    """The lines that stand in it: what is hashed and signed. Deleted ones, which can be brought back, are not among
    them."""
    is_deleted = Exists(Removal.unscoped.filter(clause=OuterRef("pk")))
    return Clause.unscoped.filter(~is_deleted, version=version).select_related("version__couple")


def locked_line(person: Person, clause_id: UUID) -> Clause:
    """A line of the working copy of the person's couple, which is locked. Refuses LineGone."""
    version = locked_working_copy(person)
    clause = lines_of(version).filter(pk=clause_id).first() if version is not None else None
    if clause is None:
        raise LineGone
    return clause


def locked_working_copy(person: Person) -> Version | None:
    """That of the couple of `person`, which is locked; None where there is none."""
    couple = locked_couple_of(person)
    return working_of(couple) if couple is not None else None


def working_copy(couple: Couple) -> Version:
    """The working copy of the locked couple, begun if there is none."""
    version = working_of(couple)
    if version is not None:
        return version
    previous = text_in_force(couple)
    version = Version(couple=couple, previous=previous, number=previous.number + 1 if previous else 1)
    version.review_on = previous.review_on if previous else None
    preamble = str(previous.body["preamble"]) if previous else str(PREAMBLE)
    version.body = {"preamble": preamble, "salt": secrets.token_hex(32), "format": FORMAT}
    version.save()
    for old in Clause.unscoped.filter(version=previous).select_related("edited_by") if previous else ():
        clause = Clause(version=version, position=old.position, edited_by=old.edited_by, edited_on=old.edited_on)
        clause.body = {**old.line.body(), BEFORE: old.line.body(), EARLIER: str(old.pk)}
        clause.save()
    return version


def make_draft(version: Version) -> None:
    """A changed text is a draft, and nobody has signed it."""
    Signature.unscoped.filter(version=version).delete()
    version.state, version.offered_by, version.offered_on = State.DRAFT, None, None
    version.save(update_fields=["state", "offered_by", "offered_on", "review_on"])
    bump(version.couple, News.WORDS, SITTING)


def partners_of(couple: Couple) -> set[UUID]:
    """The ids of those who are in it now."""
    return set(Partner.unscoped.filter(couple=couple, left_on=None).values_list("person", flat=True))
