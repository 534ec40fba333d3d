"""Format 1, to the byte: whoever has an export can make the same hash."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.document import Document, Line, changes_since

LINE = Line(UUID(int=1), "Sam", "both", "We do not write to Sam – “until” we talked.")
DOCUMENT = Document(UUID(int=7), 2, "ab" * 32, "5a17", "For now", (LINE,), date(2026, 8, 12))


def test_the_bytes_are_these():
    assert DOCUMENT.canonical().decode() == (
        '{"clauses":[{"for":"both","id":"00000000-0000-0000-0000-000000000001",'
        '"text":"We do not write to Sam – “until” we talked.","topic":"Sam"}],'
        '"couple":"00000000-0000-0000-0000-000000000007","format":1,"number":2,"preamble":"For now",'
        f'"previous":"{"ab" * 32}","review_on":"2026-08-12","salt":"5a17"}}'
    )
    assert DOCUMENT.sha256() == hashlib.sha256(DOCUMENT.canonical()).hexdigest()


def test_the_first_text_follows_nothing():
    assert json.loads(replace(DOCUMENT, previous=None).canonical())["previous"] is None


@pytest.mark.parametrize(
    "other",
    [
        {"couple": UUID(int=8)},
        {"number": 3},
        {"previous": None},
        {"salt": "5a18"},
        {"preamble": "For now."},
        {"lines": ()},
        {"lines": (LINE, LINE)},
        {"lines": (replace(LINE, id=UUID(int=2)),)},
        {"lines": (replace(LINE, topic=""),)},
        {"lines": (replace(LINE, for_whom=str(UUID(int=3))),)},
        {"lines": (replace(LINE, text=LINE.text + " "),)},
        {"review_on": date(2026, 8, 13)},
    ],
    ids=str,
)
def test_every_part_is_in_the_hash(other):
    assert replace(DOCUMENT, **other).sha256() != DOCUMENT.sha256()


@given(st.text(), st.text())
def test_words_cannot_pose_as_structure(topic, text):
    read = json.loads(replace(DOCUMENT, lines=(replace(LINE, topic=topic, text=text),)).canonical())
    assert (read["clauses"][0]["topic"], read["clauses"][0]["text"]) == (topic, text)


def test_what_is_different_is_named():
    new = Line(UUID(int=2), "", "both", "A new one.")
    now = replace(DOCUMENT, lines=(replace(LINE, text="Other words."), new), review_on=date(2026, 9, 1))
    gone = Line(UUID(int=3), "", "both", "An old one.")
    before = replace(DOCUMENT, lines=(LINE, gone))
    assert [(change.what, change.before, change.after) for change in changes_since(before.shown(), now)] == [
        ("A changed line", "Sam\n" + LINE.text, "Sam\nOther words."),
        ("A deleted line", "An old one.", ""),
        ("A new line", "", "A new one."),
        ("Review date", "12 August 2026", "1 September 2026"),
    ]


def test_the_same_text_shows_no_change():
    assert changes_since(DOCUMENT.shown(), DOCUMENT) == ()


@pytest.mark.parametrize("nonsense", ["", "no", "[]", "{}", '{"clauses":3}', '{"clauses":[{}]}', "[" * 5000, "null"])
def test_nonsense_shows_no_change(nonsense):
    assert changes_since(nonsense, DOCUMENT) == ()
