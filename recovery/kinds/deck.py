"""Everyday situations to rate, each in a room of its own: the piece says what for, and leads there. Who would rather
write it in their own words does so here, for themselves alone."""

from collections.abc import Collection
from typing import ClassVar

from django.http import HttpRequest, HttpResponse

import clock
from agreement.topics import has_rated
from couples.requests import us_for
from couples.us import Us
from pages.places import BOTH, Page
from recovery.pieces import piece_of
from recovery.plan.activities import Activity
from recovery.plan.kinds import register
from sealed import screens
from sealed.reading import written_of
from sealed.views import writing
from sealed.views.context import page_of, screen_address

from .reflect import Reflect


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Leads to the cards, until something is written here."""
    piece, us = piece_of(activity), us_for(request)
    asks_to_write = request.method == "POST" or screens.named(piece, request.GET.get("question"))
    if asks_to_write or written_of(us, piece).draft:
        return writing.writing(request, piece)
    return page_of(request, piece, "recovery/deck.html", {"own_words": screen_address(piece, 1)})


class Deck(Reflect):
    name = "deck"
    pages: ClassVar[tuple[Page[Activity], ...]] = (Page("", "piece", page, BOTH), *Reflect.pages[1:])

    def is_finished(self, activity: Activity, us: Us, done: Collection[str]) -> bool:
        return activity.id in done or has_rated(us, clock.today(us.person.tz))


register(Deck())
