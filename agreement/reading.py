"""Which texts, lines and signatures there are for one reader."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery, UUIDField

import clock
from couples.us import Us
from people.models import Person

from .beside import all_beside
from .models import (
    SIGNED,
    WORKING,
    Clause,
    Guess,
    Mark,
    OwnLine,
    Removal,
    SetAside,
    Signature,
    State,
    Version,
    undo_until,
)

TEXTS, LINES = "agreement.texts", "agreement.lines"


# Of drafts that were discarded within a day, so many are told of: the latest.
MOST_DISCARDED = 3


@dataclass(frozen=True)
class Discarded:
    """A draft that was discarded, and until when either can bring it back."""

    version: Version
    discarded_on: date
    until: date


@dataclass(frozen=True)
class Texts:
    """The two texts an open couple can have at a time, and the drafts that can be brought back."""

    working: Version | None = None
    in_force: Version | None = None
    discarded: tuple[Discarded, ...] = ()


def texts_of(us: Us) -> Texts:
    """The working copy and the text in force of the couple that `us` is now: one query a request."""
    if TEXTS not in us.looked_up:
        us.looked_up[TEXTS] = _texts_of(us)
    texts: Texts = us.looked_up[TEXTS]
    return texts


@dataclass(frozen=True)
class Aside:
    """That the agreement is set aside, by whom, and since which day."""

    person_id: UUID
    set_on: date


def set_aside_of(us: Us) -> Aside | None:
    """None where the agreement of the couple is not set aside."""
    in_force = texts_of(us).in_force
    by = getattr(in_force, "aside_by", None)
    return Aside(by, in_force.aside_on) if in_force and by else None  # type: ignore[attr-defined]


def _texts_of(us: Us) -> Texts:
    if us.couple is None:
        return Texts()
    rows = Version.objects.visible_to(us.person).filter(couple=us.couple).select_related("couple", "previous")
    aside = SetAside.objects.visible_to(us.person).filter(couple=OuterRef("couple"))
    # Without its type, SQLite gives an id as text, which is nobody's.
    by = Subquery(aside.values("person")[:1], output_field=UUIDField())
    rows = rows.annotate(aside_by=by, aside_on=Subquery(aside.values("set_on")[:1]))
    removal = Removal.objects.visible_to(us.person).filter(version=OuterRef("pk"), clause=None)
    rows = rows.annotate(discarded_on=Subquery(removal.values("removed_on")[:1]))
    today = clock.today(us.person.tz)
    rows = rows.exclude(state=State.SUPERSEDED)
    for beside in all_beside():
        rows = beside.annotate(rows, us.person, today)
    versions: list[Any] = list(rows)
    found = {version.state: version for version in versions}
    discarded = (
        Discarded(version, version.discarded_on, until)
        for version in versions
        if (until := undo_until(version.discarded_on, today))
    )
    working = next((found[state] for state in WORKING if state in found), None)
    return Texts(
        working,
        found.get(State.IN_FORCE),
        tuple(sorted(discarded, key=lambda each: each.discarded_on)[-MOST_DISCARDED:]),
    )


def clauses_of(person: Person, version: Version | None) -> list[Clause]:
    """The lines of a version, in order; none that is deleted."""
    return list(standing_clauses(person).filter(version=version))


def clauses_with_deleted(person: Person, version: Version | None) -> list[Any]:
    """The same clauses with those that are deleted, each in its place; `deleted_on` says which."""
    return list(_clauses(person).filter(version=version))


def lines_of_texts(us: Us) -> dict[UUID, list[Any]]:
    """The same of the two texts of the couple that `us` is now, by text: one query a request."""
    if LINES not in us.looked_up:
        texts = texts_of(us)
        found: dict[UUID, list[Any]] = {text.pk: [] for text in (texts.working, texts.in_force) if text}
        for clause in _clauses(us.person).filter(version__in=found) if found else ():
            found[clause.version_id].append(clause)
        us.looked_up[LINES] = found
    lines: dict[UUID, list[Any]] = us.looked_up[LINES]
    return lines


def standing_clauses(person: Person) -> QuerySet[Clause]:
    """Every line that the person may see and that is not deleted."""
    return _clauses(person).filter(deleted_on=None)


def _clauses(person: Person) -> QuerySet[Any]:
    removal = Removal.objects.visible_to(person).filter(clause=OuterRef("pk"))
    rows = Clause.objects.visible_to(person).annotate(deleted_on=Subquery(removal.values("removed_on")[:1]))
    return rows.select_related("version__couple")


def marks_of(person: Person, version: Version) -> dict[UUID, list[Mark]]:
    """What the person may see of what is said of the lines of a draft, by line: in one query, whatever there is."""
    found: dict[UUID, list[Mark]] = {}
    for mark in (
        Mark.objects.visible_to(person)
        .filter(clause__version=version)
        .select_related("person__key", "clause__version__couple")
    ):
        found.setdefault(mark.clause_id, []).append(mark)
    return found


def own_mark(person: Person, clause: Clause) -> Mark | None:
    """What the person said of a line, of these words or of earlier ones."""
    rows = Mark.objects.visible_to(person).filter(person=person, clause=clause)
    return rows.select_related("person__key").first()


def clauses_in_force(us: Us) -> list[Clause]:
    """The lines of the text in force of the couple that `us` is now, in order; none where there is none, or it is set
    aside. It asks for no more of the text itself."""
    if us.couple is None:
        return []
    rows = Clause.objects.visible_to(us.person).filter(version__couple=us.couple, version__state=State.IN_FORCE)
    aside = SetAside.objects.visible_to(us.person).filter(couple=us.couple)
    return list(rows.exclude(Exists(aside)).select_related("version__couple"))


def signatures_of(person: Person, version: Version) -> list[Signature]:
    """The signatures that `person` may see, in the order of the persons' ids, which says nothing of who was first."""
    return list(
        Signature.objects.visible_to(person).filter(version=version).select_related("person").order_by("person")
    )


def own_signature(person: Person, version: Version | None) -> Signature | None:
    return Signature.objects.visible_to(person).filter(version=version, person=person).first()


def signed_versions(person: Person) -> list[Version]:
    """Every signed text that the person has or had a part in, the newest first."""
    rows = Version.objects.visible_to(person).filter(state__in=SIGNED).select_related("couple")
    return list(rows.order_by("-couple__opened_on", "couple", "-number"))


def own_lines_of(person: Person) -> list[OwnLine]:
    """The lines that the person wrote on their own, in the order of writing; none that is deleted."""
    return list(standing_own_lines(person))


def standing_own_lines(person: Person) -> QuerySet[OwnLine]:
    """The same, to look for one."""
    return OwnLine.objects.visible_to(person).filter(deleted_on=None).select_related("person")


def own_lines_with_deleted(person: Person) -> list[OwnLine]:
    """The same with those that are deleted, each in its place; `deleted_on` says which."""
    return list(OwnLine.objects.visible_to(person).select_related("person"))


def guesses_of(us: Us, piece_id: str) -> dict[str, str]:
    """What this reader has guessed the other says, the one they share a space with now, by card."""
    rows = Guess.objects.visible_to(us.person).filter(person=us.person, couple=us.couple, piece=piece_id)
    row = rows.select_related("person__key").first() if us.couple else None
    return dict(row.words.get("guesses", {})) if row else {}
