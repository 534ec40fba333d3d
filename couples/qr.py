"""A link as a picture to point a phone at, drawn as our own markup: no picture is fetched, and none is kept."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # light modules around it, as the norm asks


@dataclass(frozen=True)
class Qr:
    """A square of `size` by `size` modules. `path` draws the dark ones, as the `d` of an SVG path."""

    size: int
    path: str


def qr_of(text: str) -> Qr:
    """The code of `text`, with a quarter of it to spare for a smeared screen."""
    matrix = segno.make(text, error="q", micro=False, boost_error=False).matrix
    runs = []
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return Qr(len(matrix) + 2 * QUIET, "".join(runs))
