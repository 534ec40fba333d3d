"""The deletion ledger: a file outside the database, to which lines are only ever added.

A backup that is put back brings deleted persons back with it; the ledger says who they are, and `manage.py deletions
--replay` deletes them again. A line holds ids and a day, and nothing else of anybody.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

FORMAT = 1


class Unreadable(Exception):
    """A line of the ledger is not one of ours. The message names the line's number."""


@dataclass(frozen=True)
class Entry:
    """One deletion: who, the keys that were destroyed with them, and the day in UTC."""

    person: UUID
    keys: tuple[UUID, ...]
    day: date


def path() -> Path:
    return Path(settings.TWOFOLD_DELETION_LEDGER)


def add(entry: Entry) -> None:
    """Writes one line, on the disk itself when this returns. A line that says the same is not written again."""
    if any((known.person, set(known.keys)) == (entry.person, set(entry.keys)) for known in entries()):
        return
    line = {
        "format": FORMAT,
        "person": str(entry.person),
        "keys": [str(key) for key in entry.keys],
        "day": entry.day.isoformat(),
    }
    path().parent.mkdir(parents=True, exist_ok=True)
    is_new = not path().exists()
    # One write of a whole line to a file opened for appending: two processes at once cannot mix their lines.
    file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{json.dumps(line)}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        _sync_folder(path().parent)


def entries() -> Iterator[Entry]:
    """Every deletion in the ledger, the oldest first; nothing where there is no ledger yet. Refuses Unreadable."""
    if not path().exists():
        return
    for number, line in enumerate(path().read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield _read(number, line)


def _read(number: int, line: str) -> Entry:
    try:
        said = json.loads(line)
        if said["format"] != FORMAT:
            raise ValueError("another format")
        return Entry(UUID(said["person"]), tuple(UUID(key) for key in said["keys"]), date.fromisoformat(said["day"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"Line {number} of the deletion ledger cannot be read.") from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
