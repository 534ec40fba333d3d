"""To write each alone, and to open together. All but the questions is in the room `sealed`."""

from collections.abc import Collection, Iterator

from django.http import HttpRequest, HttpResponse

from couples.leaves import Leaf
from couples.us import Us
from pages.places import BOTH, Page
from pages.visibility import SEALED
from recovery import reading
from recovery.pieces import PlanPiece, piece_of
from recovery.plan.activities import LINE, NEXT_MORNING, SCALE, WORDS, Activity
from recovery.plan.kinds import Kind, register
from sealed import urls
from sealed.piece import Piece
from sealed.times import Opens

from .reflect import removal


class SealedPiece(PlanPiece):
    """An activity that both answer apart, and that opens to both."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity)
        self.opens = Opens.NEXT_MORNING if activity.opens == NEXT_MORNING else Opens.AT_ONCE

    def after_first_opening(self, us: Us) -> Leaf | None:
        return reading.after_first_opening(us)


def of_activity(page: Page[Piece]) -> Page[Activity]:
    """The same page of a sealed piece, for the activity that it is."""

    def view(request: HttpRequest, activity: Activity) -> HttpResponse:
        return page.view(request, piece_of(activity))

    view.__dict__.update(vars(page.view))
    return Page(page.place, page.name, view, page.methods)


class Sealed(Kind):
    name = "sealed"
    visibility = SEALED
    asks = True
    takes = frozenset({"visibility", "opens", "questions"})
    question_kinds = (WORDS, LINE, SCALE)
    pages = (*map(of_activity, (urls.PIECE, *urls.PAGES)), Page("removal/", "removal", removal, BOTH))

    def piece(self, activity: Activity) -> SealedPiece:
        return SealedPiece(activity)

    def is_finished(self, activity: Activity, us: Us, done: Collection[str]) -> bool:
        """Sealed is done, for now: the rest is for time."""
        return activity.id in done or reading.has_sealed(us, activity)

    def problems(self, activity: Activity) -> Iterator[tuple[str, str]]:
        if not activity.opens:
            yield "A sealed piece says when it opens.", "Add opens: at-once or next-morning."


register(Sealed())
