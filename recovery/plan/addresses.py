"""Addresses of pieces: a number that says nothing to whoever reads the browser's history."""

from . import catalogue
from .activities import NoSuchActivity


class OpenConverter:
    """In an address the number of what stands in the library; in a view its id."""

    regex = r"[1-9][0-9]{0,3}"

    def to_python(self, value: str) -> str:
        piece = next((piece for piece in catalogue.library() if piece.page == int(value)), None)
        if piece is None:
            raise ValueError(value)
        return piece.id

    def to_url(self, value: str) -> str:
        piece = next((piece for piece in catalogue.library() if piece.id == value), None)
        if piece is None:
            raise ValueError(value)
        return str(piece.page)


class PageConverter:
    """In an address the number of a piece, and which of its pages where it has several; in a view its id."""

    regex = r"[1-9][0-9]{0,3}(?:-[0-9a-z-]{1,40})?"

    def to_python(self, value: str) -> str:
        number, _, variant = value.partition("-")
        piece = next((piece for piece in catalogue.activities() if piece.page == int(number)), None)
        if piece is not None and variant:
            piece = catalogue.variant_of(piece, variant)
        if piece is None:
            raise ValueError(value)
        return piece.id

    def to_url(self, value: str) -> str:
        try:
            piece = catalogue.activity(value)
        except NoSuchActivity as error:
            raise ValueError(value) from error
        return f"{piece.page}-{piece.variant}" if piece.variant else str(piece.page)
