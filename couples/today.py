"""What Today shows one reader. Pure, but for asking the rooms: the first leaf by rank that was not folded for today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .leaves import Leaf, NextDay, Rank, Stone, Summary


def _something_to_read(key: str, title: str, text: str) -> Leaf:
    """What Today says where it brings nothing up."""
    return Leaf(
        key=key,
        rank=Rank.NOTHING,
        title=title,
        text=text,
        action_label="Read something",
        action_url="/library/",
        quiet_label="",
    )


NOTHING = _something_to_read("nothing", "Nothing to do today", "That’s part of it too.")
ALL_PUT_OFF = _something_to_read(
    "all-put-off",
    "The rest can wait until tomorrow",
    "What you put off today is below, in case you change your mind.",
)
ENOUGH = _something_to_read(
    "enough", "That’s enough for today", "Everything is saved. We’ll bring up what’s next tomorrow."
)
"""Folded, it folds whatever would come next, until tomorrow."""

RESTING = Leaf(
    key="resting",
    rank=Rank.NOTHING,
    title="Nothing to do today",
    text="Reminders are paused. Everything you wrote is saved.",
    action_label="Start them again",
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
    folded = tuple(leaf for leaf in leaves if leaf.key in folded_keys or (had_enough and leaf.rank is Rank.NEXT))
    nothing_left = ENOUGH if had_enough else ALL_PUT_OFF if folded else NOTHING
    leaf = next((leaf for leaf in leaves if leaf not in folded), nothing_left)
    stones = next((summary.stones for summary in gathered if summary.stones), ())
    days = sorted((day for summary in gathered for day in summary.days if day.day > today), key=lambda day: day.day)
    return Today(leaf, folded, stones, days[0] if days else None)


def greeting(local: datetime) -> str:
    """Good morning before noon, good afternoon before six, good evening after; at night simply Hello."""
    if 5 <= local.hour < 12:
        return "Good morning"
    if 12 <= local.hour < 18:
        return "Good afternoon"
    return "Good evening" if local.hour >= 18 else "Hello"


def is_night(local: datetime) -> bool:
    """Whether what one stops now, one stops for tonight, rather than for today."""
    return local.hour >= 18 or local.hour < 5
