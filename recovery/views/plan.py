"""The path of five stones, and what comes next."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

import clock
from couples import parts
from couples.leaves import Leaf, StepLink, opened_leaf
from couples.requests import us_for
from couples.us import Us
from recovery.part import step_urls
from recovery.plan import catalogue, progress
from recovery.plan.activities import Activity
from recovery.plan.kinds import kind_of
from recovery.reading import begun_by, finished_by, next_piece, unread_by


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """What comes next for this reader, then the five stones, each with what there is in it."""
    us = us_for(request)
    today, done = clock.today(us.person.tz), finished_by(us)
    links = [link for part in parts.all_parts() for link in part.step_links(us, today)]
    around = [piece for piece in catalogue.around() if us.is_two or not _is_for_one(piece)]
    upcoming = next_piece(us, today, done)
    context = {
        "tab": "plan",
        "us": us,
        "leaf": _first_leaf(us, links, upcoming),
        "steps": [
            {
                "step": step,
                "stone": stone,
                "links": [link for link in links if link.step == step.id],
                **_listed(step.pieces),
            }
            for step, stone in zip(catalogue.steps(), progress.stones(done, step_urls()), strict=True)
        ],
        # Alone, the path of one's own stands first; nothing is named twice.
        "my_part": [] if us.is_two else _built(catalogue.my_part()),
        "month": None if us.is_two else catalogue.page_of_day(today),
        "around": {**_listed(around), "note": progress.note(around, done), "is_next": upcoming in around},
        "core_time": progress.in_words(progress.core_minutes(_built(catalogue.activities()))),
        "done": done,
        "begun": begun_by(us),
        "unread": unread_by(us),
    }
    return render(request, "recovery/plan.html", context)


def _first_leaf(us: Us, links: Iterable[StepLink], upcoming: Activity | None) -> Leaf | None:
    """The one thing that this reader can do now: read what has opened, what another room asks for, the next piece."""
    for piece in catalogue.activities():
        if piece.id in unread_by(us):
            url = reverse("recovery:opening", args=[piece.id])
            what = gettext("“{title}”.").format(title=piece.title)
            return replace(opened_leaf(piece.id, what, url), title=gettext("Open your answers"))
    asked = next((link.leaf for link in links if link.leaf), None)
    if asked is not None or upcoming is None:
        return asked
    return kind_of(upcoming).leaf(upcoming, begun=upcoming.id in begun_by(us))


def _is_for_one(piece: Activity) -> bool:
    return piece in catalogue.my_part() or (piece.built and kind_of(piece).is_for_one)


def _built(pieces: Iterable[Activity]) -> list[Activity]:
    return [piece for piece in pieces if piece.built]


def _listed(pieces: Iterable[Activity]) -> dict[str, list[Activity]]:
    """What is there, the core first."""
    built = _built(pieces)
    return {"core": [piece for piece in built if piece.core], "extra": [piece for piece in built if not piece.core]}
