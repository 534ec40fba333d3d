"""Where sessions are kept: Django's store in the database, with rows that say whose they are (`models/session.py`).

Whoever reads the database cannot sign in by it: a row is named by an HMAC of the session's key, and what the session
holds, codes on their way included, is encrypted under a key of the environment, bound to its row.

Sessions live by the clock of the machine, as all of Django's and allauth's own times do.
"""

import base64
import binascii
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

import clock
from vault import keyring

from .at_hand import MARK
from .models import Session
from .proofs import WAIT, Given, Proof

LATELY = timedelta(minutes=15)
NAME_LENGTH = 40  # of Django's column; 160 bits


def row_name(session_key: str | None) -> str:
    """What the row of the session with that key is called in the database."""
    return salted_hmac(
        "people.sessions", (session_key or "").encode("utf-8", "surrogatepass"), algorithm="sha256"
    ).hexdigest()[:NAME_LENGTH]


def held_in(name: str, stored: str | bytes) -> dict[str, Any]:
    """What the row of that name holds; nothing where it was altered, or moved there: then nobody is signed in by it."""
    try:
        plain = keyring.unwrap(_row_id(name), base64.b64decode(stored, validate=True))
    except (binascii.Error, keyring.VaultError):
        return {}
    held: dict[str, Any] = json.loads(plain)
    return held


def _row_id(name: str) -> uuid.UUID:
    return uuid.UUID(bytes=bytes.fromhex(name)[:16])


@dataclass(frozen=True)
class Begun:
    """How somebody signed in: whether by enough, else by which one proof, and the row that waits for it."""

    is_full: bool = False
    proof: str = ""
    small: uuid.UUID | None = None
    given: tuple[Given, ...] = ()


def begin(session: SessionBase, kind: str, day: date, begun: Begun) -> None:
    """Notes in the session of who has just signed in: how, on what kind of device, on which day, and when it ends at
    last however much it is used."""
    ends = session.get_expiry_date(expiry=settings.TWOFOLD_LONGEST_SESSION)
    session[MARK] = {
        "id": str(uuid.uuid4()),
        "since": clock.now().isoformat(),
        "kind": kind,
        "begun_on": day.isoformat(),
        "ends": ends.isoformat(),
        **_how(begun),
    }


def become(session: SessionBase, begun: Begun) -> None:
    """Notes that the same sign-in is another kind now: a second proof was shown. Its key is a new one."""
    session.cycle_key()
    session[MARK] = {**session[MARK], "since": clock.now().isoformat(), **_how(begun)}


def begun_in(session: SessionBase) -> Begun:
    """How whoever is signed in by this session did so; not at all where it does not say."""
    mark = session.get(MARK) or {}
    small = mark.get("small")
    given = tuple(
        Given(Proof(proof), datetime.fromisoformat(at) if at else None) for proof, at in mark.get("given", ())
    )
    return Begun(mark.get("full") is True, mark.get("proof", ""), uuid.UUID(small) if small else None, given)


def enough_by(session: SessionBase) -> date:
    """The day by which this sign-in's one proof is enough alone, if it is not ended before. It may be so earlier; but
    when somebody else signed in by that proof is nothing that this one learns."""
    return date.fromisoformat(session[MARK]["begun_on"]) + WAIT


def given_lately(session: SessionBase) -> tuple[Given, ...]:
    """What was shown in a sign-in that is less than a quarter of an hour old; nothing later: the phone may lie there,
    unlocked, and what undoes a change is what was shown, and not the phone."""
    since = (session.get(MARK) or {}).get("since")
    return begun_in(session).given if since and clock.is_recent(datetime.fromisoformat(since), LATELY) else ()


def _how(begun: Begun) -> dict[str, Any]:
    return {
        "full": begun.is_full,
        "proof": begun.proof,
        "small": str(begun.small) if begun.small else None,
        "given": [[each.proof, each.made_at.isoformat() if each.made_at else None] for each in begun.given],
    }


def without_future(held: dict[str, Any]) -> dict[str, Any]:
    """What a session holds, without what a clock that was wrong has stamped: it would last longer than it may. That is
    everything, where it is the sign-in itself; else a code on its way, a half sign-in, having been asked lately."""
    end = held.get(MARK, {}).get("ends")
    if end and datetime.fromisoformat(end) > now() + timedelta(seconds=settings.TWOFOLD_LONGEST_SESSION) + clock.SKEW:
        return {}
    kept = {name: value for name, value in held.items() if not _is_ahead(value)}
    for name, value in kept.items():
        if isinstance(value, list):
            kept[name] = [each for each in value if not _is_ahead(each)]
    return kept


def _is_ahead(value: Any) -> bool:
    """Whether allauth wrote into it that it began later than now."""
    began = [value.get(name) for name in ("at", "initiated_at")] if isinstance(value, dict) else []
    return any(isinstance(at, int | float) and at > (now() + clock.SKEW).timestamp() for at in began)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Any:
        found = self.get_model_class().objects.open_by(row_name(self.session_key))
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return self.get_model_class().objects.filter(pk=row_name(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        self.get_model_class().objects.filter(pk=row_name(session_key or self.session_key)).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        plain = json.dumps(session_dict, separators=(",", ":")).encode()
        name = row_name(self.session_key)
        return base64.b64encode(keyring.wrap(_row_id(name), plain)).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        return without_future(held_in(row_name(self.session_key), session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to write. Every save writes all of its columns, so they follow from what the session holds."""
        if SESSION_KEY in data and MARK not in data:
            begin(self, "", clock.now().date(), Begun())
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.session_key = row_name(self.session_key)
        if SESSION_KEY in data:
            mark = data[MARK]
            row.person_id = uuid.UUID(data[SESSION_KEY])
            row.public_id = uuid.UUID(mark["id"])
            row.kind, row.begun_on = mark["kind"], date.fromisoformat(mark["begun_on"])
            row.is_full = mark["full"]
            row.expire_date = min(row.expire_date, datetime.fromisoformat(mark["ends"]))
        return row
