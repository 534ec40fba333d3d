"""Every private model, and whose its rows are: said once more, in another way than the doors say it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from agreement.models import (
    SIGNED,
    WORKING,
    Clause,
    Mark,
    OwnSituation,
    Removal,
    SetAside,
    Signature,
    Version,
)
from checkins.models import CheckIn
from couples.models import Couple, Partner
from letters.models import Letter, LetterYes
from recovery.models import SharedPage
from sealed.models import Reveal
from together.models import Subject
from vault.door import Door

from .world import World

BOTH_SEE = (Partner, Version, CheckIn, Reveal, Removal, SetAside)
DOORS: list[Any] = [model for model in apps.get_models() if isinstance(getattr(model, "objects", None), Door)]


def too_wide(world: World) -> Iterator[str]:
    """Every row that a door shows to somebody whose it is not."""
    members: dict[UUID, set[UUID]] = {}
    for couple_id, person_id in Partner.unscoped.values_list("couple_id", "person_id"):
        members.setdefault(couple_id, set()).add(person_id)
    for model in DOORS:
        for who, person in world.people.items():
            for row in model.objects.visible_to(person):
                if person.pk not in _owners(row, members):
                    yield f"{who} sees a {model._meta.label} that is not theirs"


def _owners(row: Model, members: dict[UUID, set[UUID]]) -> set[UUID]:
    """Whose a row is: one person's, or both of a couple's, open or closed."""
    match row:
        case Couple():
            return members[row.pk]
        case OwnSituation() if Reveal.unscoped.filter(couple=row.couple_id, piece=row.piece).exists():
            return members[row.couple_id]
        case Clause() | Signature() | Letter() | LetterYes() if _is_of_both(row):
            return members[row.version.couple_id]
    if isinstance(row, BOTH_SEE) or (isinstance(row, (SharedPage, Subject)) and row.couple.closed_on is None):
        return members[row.couple_id]
    found: Any = row.clause.version if isinstance(row, Mark) and _is_of_both(row) else row
    for owner in ("person_id", "invited_by_id"):
        if hasattr(found, owner):
            return {getattr(found, owner)}
    return members[found.couple_id]


def _is_of_both(row: Clause | Signature | Letter | LetterYes | Mark) -> bool:
    """Both see it: a line, a name under what both signed, a letter once both have said yes, what one says of a line of
    the draft once both have said something of the same words."""
    match row:
        case Clause():
            return True
        case Signature():
            return row.version.state in SIGNED
        case Mark():
            said = Mark.unscoped.filter(clause=row.clause_id, revision=row.clause.revision)
            return row.clause.version.state in WORKING and said.count() == 2
    return LetterYes.unscoped.filter(version=row.version, by_both=True).exists()
