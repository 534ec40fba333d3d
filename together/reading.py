"""What one reader finds on the talk list, and the sitting of the two: the same for both. Only through the door."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from couples.us import Us
from people.at_hand import is_small
from people.models import Person

from .actions import earliest_to_come_back, id_about
from .models import Sitting, Subject
from .origins import origins_of


@dataclass(frozen=True)
class Listed:
    """One subject as it reads. `title` and `address` say where a question came from; without `text` it cannot be read
    any more, and can only be cleared."""

    id: UUID
    text: str
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class TalkList:
    """What is on it, and what either of the two has cleared and may still put back."""

    subjects: tuple[Listed, ...] = ()
    cleared: tuple[Listed, ...] = ()


def talk_list_of(us: Us) -> TalkList:
    """One query, and those of the rooms whose questions are on it, however many there are."""
    if not us.is_two:
        return TalkList()
    earliest = earliest_to_come_back()
    rows = [row for row in subjects_of(us) if row.cleared_on is None or row.can_come_back(earliest)]
    readable = readable_of(us, rows)
    return TalkList(
        tuple(readable[row.pk] for row in rows if row.cleared_on is None),
        tuple(readable[row.pk] for row in rows if row.cleared_on is not None),
    )


def subjects_of(us: Us) -> QuerySet[Subject]:
    """The rows of the couple that these two are now, in the order in which they were put there."""
    rows = Subject.objects.visible_to(us.person).filter(couple=us.couple)
    return rows.select_related("person__key").order_by("position", "pk")


def listed_questions(us: Us, piece: str) -> frozenset[str]:
    """Which questions of a piece are on the list now. One query; none where there is no couple."""
    if us.couple is None:
        return frozenset()
    rows = Subject.objects.visible_to(us.person).filter(couple=us.couple, piece=piece, cleared_on=None)
    return frozenset(rows.values_list("question", flat=True))


def is_listed(us: Us, about: UUID) -> bool:
    """Whether the subject about that is on their list now. One query; none where there is no couple."""
    if us.couple is None:
        return False
    return subjects_of(us).filter(pk=id_about(us.couple, about), cleared_on=None).exists()


def open_sitting(person: Person, about: str) -> Sitting | None:
    """The sitting about that in which the person is now: nobody is in two couples. One query, and none in a small
    sign-in, where it is as if there were no couple."""
    return None if is_small() else Sitting.objects.visible_to(person).filter(about=about).first()


def readable_of(us: Us, rows: Collection[Subject]) -> dict[UUID, Listed]:
    """Those subjects as `us.person` reads them, by id."""
    origins = origins_of(us.person, {(row.piece, row.question) for row in rows if row.piece})
    found = {}
    for row in rows:
        origin = origins.get((row.piece, row.question))
        if origin is None:
            found[row.pk] = Listed(row.pk, row.text)
        else:
            found[row.pk] = Listed(row.pk, origin.question, origin.title, origin.address)
    return found
