"""Reading the chain of one couple again, row by row, and naming what does not fit. Pure.

What it cannot find: a rewriting by somebody who has the database and its keys and makes every hash anew; the loss of
the newest versions together with everything that speaks of them; what is in no hash and stands in no other place (one
of two days beside the signatures; by whom and when a text was offered; who changed a line last, when and how often).
The printed fingerprints are the answer to the first two. docs/history.md says it at length.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .document import Document


@dataclass(frozen=True)
class SignedRow:
    """What is stored of one signature."""

    person: UUID
    sha256: str
    signed_on: date
    readable: str = "readable"


@dataclass(frozen=True)
class VersionRow:
    """What is stored of one signed version. `document` is None where its words do not open."""

    number: int
    in_force: bool
    in_force_on: date | None
    sha256: str
    previous_number: int | None
    document: Document | None
    words: str
    signatures: tuple[SignedRow, ...]


READABLE, ERASED, ALTERED = "readable", "erased", "altered"


def faults(versions: Sequence[VersionRow], partners: frozenset[UUID]) -> Iterator[str]:
    """Every fault of a chain in plain words, beginning with the version. Nothing of what was written is in them."""
    numbers = [version.number for version in versions]
    for absent in sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers)):
        yield f"version {absent}: missing"
    newest = max(numbers, default=0)
    for version in versions:
        for fault in _version_faults(version, newest, partners):
            yield f"version {version.number}: {fault}"


def erased(versions: Sequence[VersionRow]) -> Iterator[str]:
    """What can no longer be read because its key is gone. That is not a fault."""
    for version in versions:
        if version.words == ERASED:
            yield f"version {version.number}: erased"
        for signature in version.signatures:
            if signature.readable == ERASED:
                yield f"version {version.number}: a signature is erased"


def _version_faults(version: VersionRow, newest: int, partners: frozenset[UUID]) -> Iterator[str]:
    if version.words == ALTERED:
        yield "its words were altered"
    elif version.document is not None and version.document.sha256() != version.sha256:
        # The hash of the version before is part of the text: a changed one shows here, all the way down the chain.
        yield "its text is not the text that was signed"
    if version.previous_number != (version.number - 1 or None):
        yield "it does not follow the version before it"
    if version.in_force != (version.number == newest):
        yield "it is marked as in force, and is not the newest" if version.in_force else "it is not marked as in force"
    if version.in_force_on not in {signature.signed_on for signature in version.signatures}:
        yield "nobody signed it on the day on which it came into force"
    if len(version.signatures) != 2 or {signature.person for signature in version.signatures} != partners:
        yield "it has not exactly the two partners' signatures"
    for signature in version.signatures:
        if signature.sha256 != version.sha256:
            yield "a signature is under another text"
        if signature.readable == ALTERED:
            yield "a signature was altered"
