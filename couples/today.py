"""What Today shows one reader. Pure, but for asking the rooms: the first leaf by rank that was not folded for today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .leaves import Leaf, NextDay, Rank, Stone, Summary


def _something_to_read(key: str, title: str | Promise, text: str | Promise) -> Leaf:
    """What Today says where it brings nothing up."""
    return Leaf(
        key=key,
        rank=Rank.NOTHING,
        title=title,
        text=text,
        action_label=_("Read something"),
        action_url="/library/",
        quiet_label="",
    )


NOTHING = _something_to_read("nothing", _("Nothing to do today"), _("That’s part of it too."))
ALL_PUT_OFF = _something_to_read(
    "all-put-off",
    _("The rest can wait until tomorrow"),
    _("What you put off today is below, in case you change your mind."),
)
ENOUGH = _something_to_read(
    "enough", _("That’s enough for today"), _("Everything is saved. We’ll bring up what’s next tomorrow.")
)
"""Folded, it folds whatever would come next, until tomorrow."""

RESTING = Leaf(
    key="resting",
    rank=Rank.NOTHING,
    title=_("Nothing to do today"),
    text=_("Reminders are paused. Everything you wrote is saved."),
    action_label=_("Start them again"),
    action_url="/settings/pace/",
    quiet_label="",
)


@dataclass(frozen=True)
class Today:
    """One leaf, the lines of those folded until tomorrow, the five stones, the next date."""

    leaf: Leaf
    folded: tuple[Leaf, ...]
    stones: tuple[Stone, ...]
    next_day: NextDay | None


def today_of(summaries: Iterable[Summary], folded_keys: set[str], today: date) -> Today:
    """Puts the rooms' summaries together for one page.

    Leaves are ordered by rank, then by the order in which the rooms stand; a folded one becomes a line.
    """
    gathered = list(summaries)
    leaves = sorted((leaf for summary in gathered for leaf in summary.leaves), key=lambda leaf: leaf.rank)
    had_enough = ENOUGH.key in folded_keys
    put_off = {Rank.NEXT, Rank.LATER} if had_enough else set()
    folded = tuple(leaf for leaf in leaves if leaf.key in folded_keys or leaf.rank in put_off)
    nothing_left = ENOUGH if had_enough else ALL_PUT_OFF if folded else NOTHING
    leaf = next((leaf for leaf in leaves if leaf not in folded), nothing_left)
    stones = next((summary.stones for summary in gathered if summary.stones), ())
    days = sorted((day for summary in gathered for day in summary.days if day.day > today), key=lambda day: day.day)
    return Today(leaf, folded, stones, days[0] if days else None)


def greeting(local: datetime, name: str = "") -> str:
    """Good morning before noon, good afternoon before six, good evening after; at night simply Hello."""
    said = _greeting(local)
    return gettext("{greeting}, {name}").format(greeting=said, name=name) if name else said


def _greeting(local: datetime) -> str:
    if 5 <= local.hour < 12:
        return gettext("Good morning")
    if 12 <= local.hour < 18:
        return gettext("Good afternoon")
    return gettext("Good evening") if local.hour >= 18 else gettext("Hello")


def is_night(local: datetime) -> bool:
    """Whether what one stops now, one stops for tonight, rather than for today."""
    return local.hour >= 18 or local.hour < 5
