"""How far one reader is: pure functions over the catalogue and the ids of what they have done."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext, ngettext

from couples.leaves import Stone

from . import catalogue
from .activities import Activity
from .kinds import kind_of

SUPPORT = 5


def suggested(track: str, done: Collection[str], *, in_couple: bool) -> Activity | None:
    """The next piece for this reader, or None when all that is built has been done."""
    for activity_id in catalogue.order().of(track):
        activity = catalogue.activity(activity_id)
        if activity.built and activity.id not in done and (in_couple or not kind_of(activity).is_for_two):
            return activity
    return None


def begun(drafted: Collection[str], done: Collection[str]) -> Activity | None:
    """The first piece on which something is written and that is not done; None where there is none."""
    unfinished = (piece for piece in catalogue.activities() if piece.built and piece.id not in done)
    return next((piece for piece in unfinished if piece.id in drafted), None)


def along_my_part(done: Collection[str]) -> Activity | None:
    """The next of the six pieces for somebody on their own, or None when they have done those that are built."""
    return next((piece for piece in catalogue.my_part() if piece.built and piece.id not in done), None)


def left(pieces: Iterable[Activity], done: Collection[str]) -> tuple[Activity, ...]:
    """The core among those pieces that is built and not done yet."""
    return tuple(piece for piece in pieces if piece.core and piece.built and piece.id not in done)


def note(pieces: Iterable[Activity], done: Collection[str]) -> str:
    """What stands beside a stone: "2 pieces left for you · about 17 minutes"; nothing where none is left."""
    to_do = left(pieces, done)
    if not to_do:
        return ""
    count = ngettext("{count} piece left for you", "{count} pieces left for you", len(to_do)).format(count=len(to_do))
    return f"{count} · {in_words(sum(piece.minutes_in_all for piece in to_do))}"


def core_minutes(pieces: Iterable[Activity]) -> int:
    """What the core among those pieces takes in all, in minutes: a piece that is repeated counts each time."""
    return sum(piece.minutes_in_all for piece in pieces if piece.core)


def in_words(minutes: int) -> str:
    """ "about 40 minutes", "about 2½ hours": to the half hour from an hour and a half on."""
    if minutes < 90:
        return ngettext("about {minutes} minute", "about {minutes} minutes", minutes).format(minutes=minutes)
    halves = round(minutes / 30)
    return gettext("about {hours} hours").format(hours=f"{halves // 2}{'½' if halves % 2 else ''}")


def here(done: Collection[str]) -> int:
    """The number of the step a reader stands on: the first with something left; the last of all when none has."""
    return next((step.number for step in catalogue.steps() if left(step.pieces, done)), SUPPORT)


def stones(done: Collection[str], url_of: "dict[str, str]") -> tuple[Stone, ...]:
    """The path of five stones, as one reader sees it. Support is always open."""
    standing = here(done)
    return tuple(
        Stone(
            number=step.number,
            name=step.name,
            title=step.title,
            purpose=step.purpose,
            state="here" if step.number == standing else "support" if step.number == SUPPORT else "ahead",
            note=note(step.pieces, done),
            url=url_of.get(step.id, ""),
        )
        for step in catalogue.steps()
    )
