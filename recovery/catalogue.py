"""The plan, as the rooms ask for it: our own content, read once for the process. It holds nothing of anybody's."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from pages.visibility import ONLY_YOU, SEALED, SHARED

from .activities import (
    AT_ONCE,
    MONTHLY,
    NEXT_MORNING,
    OF_A_MONTH,
    TRACKS,
    Activity,
    Catalogue,
    NoSuchActivity,
    NoSuchStep,
    Question,
    Step,
)
from .folder import PIECE_LINK, load

__all__ = [
    "AT_ONCE",
    "MONTHLY",
    "NEXT_MORNING",
    "ONLY_YOU",
    "SEALED",
    "SHARED",
    "Activity",
    "NoSuchActivity",
    "NoSuchStep",
    "Question",
    "Step",
    "activities",
    "activity",
    "around",
    "library",
    "month_of",
    "months_among",
    "my_part",
    "reading_html",
    "step",
    "steps",
]

CONTENT = Path(__file__).parent / "content"


@lru_cache(maxsize=1)
def plan() -> Catalogue:
    return load(CONTENT)


def steps() -> tuple[Step, ...]:
    return plan().steps


def step(step_id: str) -> Step:
    return plan().step(step_id)


def around() -> tuple[Activity, ...]:
    return plan().around


def my_part() -> tuple[Activity, ...]:
    return plan().my_part


def month_of(day: date) -> Activity | None:
    """The page of one's own for the month of `day`, where the plan has such a piece."""
    piece = plan().monthly
    return piece.of_month(day) if piece and piece.built else None


def months_among(activity_ids: Iterable[str]) -> list[Activity]:
    """Those of `activity_ids` that are pages of a month, the newest first."""
    piece = plan().monthly
    found = [OF_A_MONTH.fullmatch(activity_id) for activity_id in sorted(activity_ids, reverse=True)]
    return [activity(month[0]) for month in found if month and piece and month["piece"] == piece.id]


def activities() -> tuple[Activity, ...]:
    return tuple(plan().activities())


def activity(activity_id: str) -> Activity:
    return plan().activity(activity_id)


def library() -> tuple[Activity, ...]:
    """What anyone may read, signed in or not."""
    return tuple(piece for piece in activities() if piece.library)


def address(activity_id: str) -> str:
    """Where a link from one piece to another leads."""
    piece = activity(activity_id)
    return f"/{'library' if piece.library else 'plan'}/{piece.page}/"


def reading_html(piece: Activity, track: str | None = None, address: Callable[[str], str] = address) -> SafeString:
    """The reading, as `track` sees it: the sections for all and its own; `both` and nobody (None) see every section."""
    own = (None, track) if track in ("hurt", "crossed") else (None, *TRACKS)
    html = "".join(section.html for section in piece.sections if section.track in own)
    return mark_safe(PIECE_LINK.sub(lambda link: f'href="{address(link["id"])}"', html))  # noqa: S308
