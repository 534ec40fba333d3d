"""What every page of a piece is given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from couples.requests import us_for
from sealed.piece import Piece
from sealed.reading import State


def page_of(
    request: HttpRequest, piece: Piece, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of that piece, by that template: with the addresses of its other pages, and the way back to its room."""
    us = us_for(request)
    url, label = piece.back
    common = {"piece": piece, "us": us, "at": At(piece), "back_url": url, "back_label": label, "morning": piece.morning}
    return render(request, template, {**common, **piece.context(us), **context}, status=status)


def onward(piece: Piece, state: State) -> HttpResponse:
    """To the page that shows the piece as it is for its reader now."""
    pages = {State.OPEN: "opening", State.READ: "opening", State.SEALED: "sealed"}
    return redirect(piece.address(pages.get(state, "")))


def screen_address(piece: Piece, number: int | str, page: str = "") -> str:
    """Where that screen of the piece is written; of its page of that name, where one is named."""
    return f"{piece.address(page)}?question={number}"


class At:
    """The addresses of a piece's pages, as a template asks for them: {{ at.sealed }}, {{ at.piece }}."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece

    def __getitem__(self, page: str) -> str:
        return self._piece.address("" if page == "piece" else page.replace("_", "-"))
