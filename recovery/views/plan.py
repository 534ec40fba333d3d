"""The path, the library, and the readings."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import clock
from couples.requests import us_for
from pages.frames import keeps_frame, render_in_frame
from recovery.part import step_urls
from recovery.plan import catalogue, progress
from recovery.plan.activities import Activity
from recovery.plan.kinds import kind_of
from recovery.reading import finished_by

from .pieces import find


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The five stones, what each is for, and its pieces; what is not here yet says so."""
    us = us_for(request)
    done = finished_by(us)
    stones = progress.stones(done, step_urls())
    # Alone, the path of one's own stands first; nothing is named twice.
    around = [piece for piece in catalogue.around() if us.is_two or not _is_for_one(piece)]
    context = {
        "tab": "plan",
        "us": us,
        "stones": stones,
        "steps": [
            {"step": step, "stone": stone, **_listed(step.pieces)}
            for step, stone in zip(catalogue.steps(), stones, strict=True)
        ],
        "my_part": [] if us.is_two else _built(catalogue.my_part()),
        "month": None if us.is_two else catalogue.page_of_day(clock.today(us.person.tz)),
        "around": _listed(around),
        "core_time": progress.in_words(progress.core_minutes(_built(catalogue.activities()))),
        "done": done,
    }
    return render(request, "recovery/plan.html", context)


def _is_for_one(piece: Activity) -> bool:
    return piece in catalogue.my_part() or (piece.built and kind_of(piece).is_for_one)


def _built(pieces: Iterable[Activity]) -> list[Activity]:
    return [piece for piece in pieces if piece.built]


def _listed(pieces: Iterable[Activity]) -> dict[str, list[Activity]]:
    """What is there, the core first."""
    built = _built(pieces)
    return {"core": [piece for piece in built if piece.core], "extra": [piece for piece in built if not piece.core]}


@keeps_frame
@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What anyone may read, signed in or not."""
    return render_in_frame(request, "recovery/library.html", {"readings": catalogue.library()})


@keeps_frame
@login_not_required
@require_safe
def library_page(request: HttpRequest, activity_id: str) -> HttpResponse:
    """A reading without a person: every track's part of it."""
    activity = find(request, activity_id)
    if not activity.library:
        raise Http404
    context = {
        "activity": activity,
        "reading": catalogue.reading_html(activity),
        "back_url": "/library/",
        "back_label": "Library",
    }
    return render_in_frame(request, kind_of(activity).library_template, context)
