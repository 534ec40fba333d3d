"""What the plan exports, and what it has for Today."""

from collections.abc import Iterator
from datetime import date
from itertools import starmap

from django.urls import reverse
from django.utils.translation import gettext

from couples.export.shape import Room
from couples.leaves import Leaf, Rank, Summary
from couples.models import NotToday
from couples.parts import Part
from couples.us import Us

from . import exporting
from .plan import catalogue, progress
from .plan.activities import Activity
from .plan.kinds import kind_of
from .reading import begun_by, finished_by, first_for_two, marks_of, next_piece


class RecoveryPart(Part):
    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        finished = finished_by(us)
        leaves = (*starmap(_shared, marks_of(us).unread), *_leaves(us, today, finished))
        return Summary(leaves=leaves, stones=progress.stones(finished, step_urls()))


def step_urls() -> dict[str, str]:
    return {step.id: reverse("recovery:plan") + f"#{step.id}" for step in catalogue.steps()}


def _leaves(us: Us, today: date, finished: set[str]) -> Iterator[Leaf]:
    begun = begun_by(us)
    first = first_for_two(us, today, finished)
    if first is not None:
        yield _two_now(first, begun=first.id in begun)
        finished = finished | {first.id}  # put off, it leaves the next one to be shown
    if not us.is_two and progress.along_my_part(finished) is None:
        yield from _this_month(us, today, finished, begun)
    # What was begun can be put off; then the one after it is shown.
    while (upcoming := next_piece(us, today, finished)) is not None:
        yield kind_of(upcoming).leaf(upcoming, begun=upcoming.id in begun)
        if upcoming.id not in begun:
            return
        finished = finished | {upcoming.id}


def _this_month(us: Us, today: date, finished: set[str], begun: set[str]) -> Iterator[Leaf]:
    """The page of one's own for this month, unless it was put away in this month."""
    month = catalogue.page_of_day(today)
    if month is None or month.id in finished:
        return
    leaf = kind_of(month).leaf(month, begun=month.id in begun)
    if not NotToday.objects.visible_to(us.person).filter(leaf=leaf.key, day__lt=today).exists():
        yield leaf


def _shared(activity_id: str, revision: int) -> Leaf:
    """Something that the other shares, and this reader is not done reading. Shared anew, it comes up again."""
    return Leaf(
        key=f"shared-{activity_id}-{revision}",
        rank=Rank.SHARED,
        title=gettext("“{title}” has been shared with you").format(title=catalogue.activity(activity_id).title),
        text=gettext("Read it when you have time to sit with it. We don’t tell anyone when you do."),
        action_label=gettext("Read"),
        action_url=reverse("recovery:shared", args=[activity_id]),
    )


def _two_now(first: Activity, *, begun: bool) -> Leaf:
    return Leaf(
        key="two-now",
        rank=Rank.NEXT,
        title=gettext("You’ve both joined"),
        text=gettext("You began this, and your words are saved.")
        if begun
        else gettext("You each start with “{title}”, on your own.").format(title=first.title),
        action_label=gettext("Continue") if begun else gettext("Begin"),
        action_url=reverse("recovery:piece", args=[first.id]),
        visibility=first.visibility or "",
        minutes=first.minutes,
    )
