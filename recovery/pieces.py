"""An activity of the catalogue as a sealed piece, and what may be done with it."""

from django.http import Http404

import clock
from sealed.piece import Piece
from sealed.times import Opens

from . import catalogue
from .catalogue import Activity
from .models import Answer, Entry, LookAgain, Opening, Reveal


def piece_of(activity: Activity) -> Piece:
    """The rows of `activity`. A private reflection uses its drafts only."""
    return Piece(
        drafts=Entry,
        answers=Answer,
        reveals=Reveal,
        openings=Opening,
        look_agains=LookAgain,
        which={"activity": activity.id},
        questions=tuple(question.id for question in activity.questions),
        opens=Opens.NEXT_MORNING if activity.opens == catalogue.NEXT_MORNING else Opens.AT_ONCE,
    )


def sealed_activities() -> tuple[Activity, ...]:
    return tuple(activity for activity in catalogue.activities() if activity.visibility == catalogue.SEALED)


def activity_or_404(activity_id: str, *kinds: str) -> Activity:
    """The built activity of that id, of one of `kinds` if any are given; else Http404, as for a month to come."""
    try:
        activity = catalogue.activity(activity_id)
    except catalogue.NoSuchActivity as error:
        raise Http404 from error
    if not activity.built or (kinds and activity.kind not in kinds):
        raise Http404
    if activity.month and activity.month > clock.now().date() + clock.ZONES_APART:
        raise Http404
    return activity
