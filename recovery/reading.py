"""What one reader has done of the plan. Only through the doors."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Value

import clock
from agreement.reading import texts_of
from couples.leaves import Leaf
from couples.us import Us
from people.models import Person
from sealed.reading import overview_of

from .models import ROOM, Done, SharedPage, SharedRead
from .plan import catalogue, progress
from .plan.activities import Activity, NoSuchActivity
from .plan.kinds import kind_of

MARKS = "recovery.marks"
NEWLY_TWO = timedelta(days=3)


def is_done(person: Person, activity: Activity) -> bool:
    return Done.objects.visible_to(person).filter(activity=activity.id).exists()


@dataclass(frozen=True)
class Marks:
    """What this person has marked as done, and what the other shows them that they are not done reading."""

    done: frozenset[str]
    unread: tuple[tuple[str, int], ...]
    """The ids of those pieces, each with the revision of what is shared."""


def marks_of(us: Us) -> Marks:
    """One query a request."""
    if MARKS not in us.looked_up:
        marked = Done.objects.visible_to(us.person).values_list("activity", Value(0))
        shown = SharedPage.objects.visible_to(us.person).filter(couple=us.couple if us.is_two else None)
        unread = shown.exclude(person=us.person).filter(~_is_read(us.person)).values_list("activity", "revision")
        found = sorted(marked.union(unread, all=True))
        us.looked_up[MARKS] = Marks(
            done=frozenset(activity_id for activity_id, revision in found if not revision),
            unread=tuple((activity_id, revision) for activity_id, revision in found if revision),
        )
    marks: Marks = us.looked_up[MARKS]
    return marks


def finished_by(us: Us) -> set[str]:
    """The ids of the pieces that this person is done with for now."""
    done = set(marks_of(us).done)
    built = [piece for piece in catalogue.activities() if piece.built]
    return done | {piece.id for piece in built if kind_of(piece).is_finished(piece, us, done)}


def first_for_two(us: Us, today: date, finished: Collection[str]) -> Activity | None:
    """What two begin with, in the days after they became two, for who is not done with it yet."""
    first = catalogue.activity(catalogue.order().first_for_two)
    is_new = us.two_since is not None and -clock.ZONES_APART <= today - us.two_since < NEWLY_TWO
    return first if is_new and first.id not in finished else None


def next_piece(us: Us, today: date, finished: Collection[str]) -> Activity | None:
    """What comes next for this reader, as Today and the plan both say it; None when all that is there is done."""
    track = us.person.track
    begun = progress.begun(begun_by(us), finished)
    if us.is_two:
        first = first_for_two(us, today, finished)
        return first or begun or progress.suggested(track, finished, in_couple=True)
    mine = begun or progress.along_my_part(finished)
    return mine or progress.suggested(track, finished, in_couple=us.couple is not None)


def begun_by(us: Us) -> set[str]:
    """The ids of the pieces, and of pages of pieces, for which this person has written something that is not sealed."""
    return _ours(overview_of(us, clock.today(us.person.tz)).drafted)


def unread_by(us: Us) -> set[str]:
    """The ids of the pieces that have opened, and that this person has not unfolded yet."""
    return _ours(overview_of(us, clock.today(us.person.tz)).unread)


def _ours(piece_ids: Iterable[str]) -> set[str]:
    return {piece_id.removeprefix(f"{ROOM}:") for piece_id in piece_ids if piece_id.startswith(f"{ROOM}:")}


def has_sealed(us: Us, activity: Activity) -> bool:
    """Whether this person has sealed an answer in the couple they are in now."""
    return f"{ROOM}:{activity.id}" in overview_of(us, clock.today(us.person.tz)).sealed


def after_first_opening(us: Us) -> Leaf | None:
    """What comes next once two have read each other for the first time; nothing once there is a text to write on or a
    text in force, or this person has carried on without one."""
    piece = catalogue.activity(catalogue.order().after_first_opening)
    texts = texts_of(us)
    if not piece.built or piece.id in marks_of(us).done or texts.working or texts.in_force:
        return None
    return replace(kind_of(piece).leaf(piece, begun=False), quiet_label="")


@dataclass(frozen=True)
class SharedPages:
    """What is shared of a piece in the open couple, for one reader."""

    mine: SharedPage | None = None
    theirs: SharedPage | None = None
    was_read: bool = False
    """Whether this reader is done with theirs, as it stands."""


def shared_pages(us: Us, *activity_ids: str) -> dict[str, SharedPages]:
    """Of each of those pieces, what either of the two shows the other now. One query; none where there is no other."""
    if not us.is_two:
        return {activity_id: SharedPages() for activity_id in activity_ids}
    shown = SharedPage.objects.visible_to(us.person).filter(couple=us.couple, activity__in=activity_ids)
    pages, read = {}, set()
    for page in shown.annotate(was_read=_is_read(us.person)).select_related("person__key", "couple"):
        pages[page.activity, page.person_id == us.person.pk] = page
        if page.was_read:
            read.add(page.activity)
    return {
        activity_id: SharedPages(
            mine=pages.get((activity_id, True)),
            theirs=pages.get((activity_id, False)),
            was_read=activity_id in read,
        )
        for activity_id in activity_ids
    }


def _is_read(person: Person) -> Exists:
    """Whether this person is done reading a page as it stands now."""
    return Exists(SharedRead.objects.visible_to(person).filter(page=OuterRef("pk"), revision=OuterRef("revision")))


def months_of(us: Us) -> list[Activity]:
    """Of pieces that have several pages, those that this person has written something on, the newest first."""
    found = []
    for activity_id in sorted(begun_by(us), reverse=True):
        try:
            activity = catalogue.activity(activity_id)
        except NoSuchActivity:
            continue
        if activity.variant:
            found.append(activity)
    return found
