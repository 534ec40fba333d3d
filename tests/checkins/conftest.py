"""A couple with a monthly rhythm from 7 June 2026, and what they may write."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import document_of
from agreement.reading import clauses_of
from checkins import actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from people.models import Person
from sealed import actions as sealed
from tests.cast import at

SEVENTH = date(2026, 6, 7)
CHOSEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVENING = datetime(2026, 6, 7, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 8, 10, tzinfo=UTC)
ENDED = datetime(2026, 7, 7, 8, tzinfo=UTC)
"""The next one has come; a pair sealed in the last hour of this one opens at ten of the same morning."""
SETTLED = datetime(2026, 7, 7, 10, tzinfo=UTC)


def put(mark: str, **changed: Any) -> dict[str, Any]:
    """A filled form, every word of it marked."""
    return {
        "score": "7",
        "sentence": f"{mark} sentence",
        "needs": ["touch", "time"],
        "line": f"{mark} line",
        "thanks": f"{mark} thanks",
        "mind_when": f"{mark} when",
        "mind_feel": f"{mark} feel",
        "mind_need": f"{mark} need",
        "revision": "0",
        **changed,
    }


def say(mark: str) -> dict[str, dict[str, Any]]:
    """The words that `put` makes."""
    return {
        "us": {"value": 7},
        "us-words": {"value": f"{mark} sentence"},
        "needs": {"value": ["touch", "time"]},
        "agreement": {"value": {"line": f"{mark} line"}},
        "thanks": {"value": f"{mark} thanks"},
        "mind": {"value": {"when": f"{mark} when", "feel": f"{mark} feel", "need": f"{mark} need"}},
    }


def seal(person: Person, check_in: CheckIn, mark: str) -> None:
    """Keeps and seals, as the two pages do."""
    draft = sealed.keep(person, CheckInPiece(check_in), say(mark))
    sealed.seal_draft(person, CheckInPiece(check_in), draft.fingerprint)


def put_in_force(alice: Person, bob: Person, *lines: str) -> None:
    """An agreement of these lines, signed by both."""
    for line in lines:
        agreement.add_clause(alice, LineWords(line))
    version = agreement.offer(alice)
    assert version.review_on
    text = document_of(version, clauses_of(alice, version), version.review_on).sha256()
    for person in (alice, bob):
        agreement.sign(person, version.pk, text, person.name)


@pytest.fixture
def check_in(alice: Person, bob: Person, couple: Couple) -> CheckIn:
    """That of 7 June, still to come on 1 June."""
    with at(CHOSEN):
        actions.set_rhythm(alice, 1, SEVENTH)
    return CheckIn.unscoped.get(couple=couple)


@pytest.fixture
def opened(alice: Person, bob: Person, check_in: CheckIn) -> CheckIn:
    """Sealed by both on its evening; open from the next morning on."""
    with at(EVENING):
        seal(alice, check_in, "alice")
        seal(bob, check_in, "bob")
    return check_in
