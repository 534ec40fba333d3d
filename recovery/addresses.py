"""Addresses of pieces: a number that says nothing to whoever reads the browser's history."""

from . import catalogue


class PageConverter:
    """In an address the number of a piece, and the month where it is kept by months; in a view its id."""

    regex = r"[1-9][0-9]{0,3}(?:-20[0-9]{2}-(?:0[1-9]|1[0-2]))?"

    def to_python(self, value: str) -> str:
        number, _, month = value.partition("-")
        for piece in catalogue.activities():
            if piece.page == int(number) and (not month or piece.kind == catalogue.MONTHLY):
                return f"{piece.id}-{month}" if month else piece.id
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        try:
            piece = catalogue.activity(value)
        except catalogue.NoSuchActivity as error:
            raise ValueError(value) from error
        return f"{piece.page}-{piece.month:%Y-%m}" if piece.month else str(piece.page)
