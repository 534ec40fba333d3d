"""What Today may show: leaves, stones and dates, offered by each room for one reader."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NOT_TODAY = _("Not today")


class Rank(IntEnum):
    """The order in which Today looks; the first that there is, is shown."""

    OPENED = 1
    TODAY = 2
    OFFERED = 3
    SHARED = 4
    LOOK_AGAIN = 5
    NEXT = 6
    LATER = 7
    """What may come where nothing is next."""
    OPEN = 8
    """What is open, and asks for nothing by itself: rather than that there is nothing to do."""
    NOTHING = 9


# What is drawn above a leaf of that rank, which its words say too.
DRAWN = {
    Rank.OPENED: "opening",
    Rank.TODAY: "two_pages",
    Rank.OFFERED: "signed",
    Rank.SHARED: "two_pages",
    Rank.LOOK_AGAIN: "sealed_sheet",
    Rank.NEXT: "blank",
    Rank.LATER: "leaves_map",
    Rank.OPEN: "two_pages",
    Rank.NOTHING: "evening",
}


@dataclass(frozen=True)
class Leaf:
    """One card. `key` names it for "Not today"; the same key on another day is shown again."""

    key: str
    rank: Rank
    title: str | Promise
    text: str | Promise
    action_label: str | Promise = ""
    action_url: str = ""
    quiet_label: str | Promise = NOT_TODAY
    quiet_url: str = ""
    visibility: str = ""
    may_be_shared: bool = False
    minutes: int | None = None

    @property
    def drawing(self) -> str:
        """The template of the picture that stands above it."""
        return f"components/pictures/{DRAWN[self.rank]}.html"

    @property
    def folds(self) -> bool:
        """Whether the quiet link folds the leaf until tomorrow, rather than leading elsewhere."""
        return bool(self.quiet_label) and not self.quiet_url


def opened_leaf(key: str, what: str, url: str) -> Leaf:
    """A pair that has opened and that this reader has not unfolded yet. `what` says which, as a sentence."""
    return Leaf(
        key=key,
        rank=Rank.OPENED,
        title=gettext("Your answers are ready to open"),
        text=gettext("{what} Open them when you have ten minutes to yourself. They’ll keep.").format(what=what),
        action_label=gettext("See it"),
        action_url=url,
    )


def look_again_leaf(key: str, what: str, url: str) -> Leaf:
    """A look-again day that has come. `what` says of what, as a sentence."""
    return Leaf(
        key=key,
        rank=Rank.LOOK_AGAIN,
        title=gettext("You asked to see this again"),
        text=gettext("{what} You don’t have to do anything today.").format(what=what),
        action_label=gettext("Look at it"),
        action_url=url,
    )


@dataclass(frozen=True)
class Stone:
    """One of the five steps on the path. state: ahead, here, done or support."""

    number: int
    name: str
    title: str
    purpose: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class StepLink:
    """A room's own page where it stands in a step of the plan: how it is for this reader, in words that only hold what
    they may know, and the leaf of what they can do there now."""

    step: str
    title: str
    state: str
    url: str
    leaf: Leaf | None = None


@dataclass(frozen=True)
class NextDay:
    """A date worth knowing, as a sentence: Check-in on Monday 7 June."""

    day: date
    text: str


@dataclass(frozen=True)
class Summary:
    """What one room has for one reader's Today. From their own, shared and opened rows and the calendar only."""

    leaves: tuple[Leaf, ...] = ()
    stones: tuple[Stone, ...] = ()
    days: tuple[NextDay, ...] = field(default=())
