"""Where a picture of a page has ink: a PNG, read by hand, as nothing else here needs pictures."""

import struct
import zlib
from collections.abc import Iterator

WHITE = 250


def inked_columns(png: bytes) -> tuple[int, set[int]]:
    """How wide the picture is, and the columns in which anything is set."""
    width, _, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours) == (8, 6), "eight bits each of red, green, blue and cover"
    rows = _rows(zlib.decompress(b"".join(_chunks(png, b"IDAT"))), width * 4)
    return width, {at // 4 for row in rows for at, shade in enumerate(row) if at % 4 < 3 and shade < WHITE}


def _chunks(png: bytes, wanted: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == wanted:
            yield png[at + 8 : at + 8 + length]
        at += length + 12


def _rows(raw: bytes, length: int) -> Iterator[bytes]:
    """The rows, each of which is written as a difference from its neighbours."""
    above = bytes(length)
    for start in range(0, len(raw), length + 1):
        how, row = raw[start], bytearray(raw[start + 1 : start + 1 + length])
        for at in range(length):
            left = row[at - 4] if at >= 4 else 0
            corner = above[at - 4] if at >= 4 else 0
            row[at] = (
                row[at] + (0, left, above[at], (left + above[at]) // 2, _near(left, above[at], corner))[how]
            ) % 256
        above = bytes(row)
        yield above


def _near(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))
