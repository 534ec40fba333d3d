"""Writing as somebody would by the pages: what several rooms' tests begin with."""

import re
from typing import Any

from django.test import Client

import recovery.actions
import sealed.actions
import sealed.reading
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.models import Person, PersonRow
from recovery.pieces import piece_of
from recovery.plan.activities import Activity
from sealed.folding import Words
from sealed.piece import Piece


def reflect(person: Person, activity: Activity, words: Words, *, revision: int | None = None) -> None:
    """What a person writes for themselves, with the button pressed."""
    sealed.actions.finish(person, piece_of(activity), words, revision=revision)


def show(person: Person, activity: Activity, words: Words) -> None:
    """What a person writes and shares with the other."""
    sealed.actions.keep(person, piece_of(activity), words)
    recovery.actions.share(person, activity)


def shown_on(client: Client, address: str) -> dict[str, str]:
    """What the form of that page would send of the words that it shows; nothing where it shows none."""
    found = re.search(r'name="shown" value="([^"]*)"', client.get(address).text)
    return {"shown": found[1]} if found else {}


def shares_by_the_pages(client: Client, address: str, words: dict[str, str]) -> None:
    """Writes all of a piece that the other may read, and presses Share on the page that shows it."""
    assert client.post(address, words)["Location"] == f"{address}sharing/"
    assert client.post(f"{address}sharing/", shown_on(client, f"{address}sharing/")).status_code == 302


def words_of(row: PersonRow | None) -> Any:
    """What its author may read of it now."""
    return row.words if row else {}


def seal_what_is_kept(person: Person, piece: Piece) -> None:
    """The draft as it stands, as by the page that shows it."""
    draft = sealed.reading.draft_of(person, piece)
    assert draft is not None
    sealed.actions.seal_draft(person, piece, draft.fingerprint)


def seal_check_in(person: Person, check_in: CheckIn, words: Words) -> None:
    """Kept and sealed, as by the two pages."""
    piece = CheckInPiece(check_in)
    sealed.actions.seal_draft(person, piece, sealed.actions.keep(person, piece, words).fingerprint)
