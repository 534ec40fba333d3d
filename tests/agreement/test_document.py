"""Both formats, to the byte: whoever has an export can make the same hash."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.document import Document, Line, LineWords
from agreement.shown import changes_since, shown

WORDS = LineWords(
    "We do not write to Sam – “until” we talked.", "Sam", lasts="now", repair="I say so by the next evening."
)
LINE = Line(UUID(int=1), WORDS)
DOCUMENT = Document(UUID(int=7), 2, "ab" * 32, "5a17", "For now", (LINE,), date(2026, 8, 12))


def test_the_bytes_are_these():
    assert DOCUMENT.canonical().decode() == (
        '{"clauses":[{"depends":"","for":"both","id":"00000000-0000-0000-0000-000000000001","lasts":"now","purpose":"",'
        '"repair":"I say so by the next evening.","text":"We do not write to Sam – “until” we talked.","topic":"Sam"}],'
        '"couple":"00000000-0000-0000-0000-000000000007","format":2,"number":2,"preamble":"For now",'
        f'"previous":"{"ab" * 32}","review_on":"2026-08-12","salt":"5a17"}}'
    )


def test_a_text_of_the_first_format_keeps_its_bytes():
    first = replace(DOCUMENT, format=1, lines=(Line(LINE.id, LineWords(WORDS.text, "Sam")),))
    assert first.canonical().decode() == (
        '{"clauses":[{"for":"both","id":"00000000-0000-0000-0000-000000000001",'
        '"text":"We do not write to Sam – “until” we talked.","topic":"Sam"}],'
        '"couple":"00000000-0000-0000-0000-000000000007","format":1,"number":2,"preamble":"For now",'
        f'"previous":"{"ab" * 32}","review_on":"2026-08-12","salt":"5a17"}}'
    )


def test_the_hash_is_that_of_the_bytes():
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
        *[
            {"lines": (replace(LINE, words=replace(WORDS, **{part.name: getattr(WORDS, part.name) + " "})),)}
            for part in fields(LineWords)
        ],
        {"format": 1},
        {"review_on": date(2026, 8, 13)},
    ],
    ids=str,
)
def test_every_part_is_in_the_hash(other):
    assert replace(DOCUMENT, **other).sha256() != DOCUMENT.sha256()


@given(st.text(), st.text())
def test_words_cannot_pose_as_structure(topic, text):
    read = json.loads(replace(DOCUMENT, lines=(replace(LINE, words=LineWords(text, topic)),)).canonical())
    assert (read["clauses"][0]["topic"], read["clauses"][0]["text"]) == (topic, text)


def test_what_is_different_is_named():
    new = Line(UUID(int=2), LineWords("A new one."))
    other = replace(WORDS, text="Other words.", repair="")
    now = replace(DOCUMENT, lines=(replace(LINE, words=other), new), review_on=date(2026, 9, 1))
    gone = Line(UUID(int=3), LineWords("An old one."))
    before = replace(DOCUMENT, lines=(LINE, gone))
    old = f"Sam\n{WORDS.text}\nFor now\nIf it happens anyway: I say so by the next evening."
    assert [(change.what, change.before, change.after) for change in changes_since(shown(before), now)] == [
        ("A changed line", old, "Sam\nOther words.\nFor now"),
        ("A deleted line", "An old one.", ""),
        ("A new line", "", "A new one."),
        ("Review date", "12 August 2026", "1 September 2026"),
    ]


@pytest.mark.parametrize("part", [part.name for part in fields(LineWords)])
def test_a_change_of_every_part_is_shown(part):
    other = replace(WORDS, **{part: "good" if part == "lasts" else f"{getattr(WORDS, part)}, and more"})
    [change] = changes_since(shown(DOCUMENT), replace(DOCUMENT, lines=(replace(LINE, words=other),)))
    assert change.before != change.after


def test_another_order_is_named():
    second = Line(UUID(int=2), LineWords("A second one."))
    before = replace(DOCUMENT, lines=(LINE, second))
    [change] = changes_since(shown(before), replace(DOCUMENT, lines=(second, LINE)))
    assert (change.what, change.after) == ("The order", "The lines are in another order.")


def test_the_same_text_shows_no_change():
    assert changes_since(shown(DOCUMENT), DOCUMENT) == ()


@pytest.mark.parametrize("nonsense", ["", "no", "[]", "{}", '{"clauses":3}', '{"clauses":[{}]}', "[" * 5000, "null"])
def test_nonsense_shows_no_change(nonsense):
    assert changes_since(nonsense, DOCUMENT) == ()
