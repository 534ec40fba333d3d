"""What the plan was made from, and which piece carries it: a row that no piece carries waits for one that is named."""

from pathlib import Path

import pytest

from recovery.plan import catalogue, rows

WAITS_FOR = {
    "A3.1": "hear-each-other-out",
    "A3.3": "ten-minutes-every-week",
    "A8": "when-it-gets-stirred-up",
    **dict.fromkeys(("A9.1", "A9.2", "A9.3", "C5.6"), "near-again"),
    "A10": "what-we-want",
    "B-S1": "hear-each-other-out",
    "B4.1": "what-we-have-learned",
    "B4.2": "near-again",
    "B6": "what-we-have-learned",
}


def test_what_no_piece_carries_waits_for_one_that_is_named() -> None:
    texts = (*catalogue.activities(), *catalogue.plan().pages)
    missing = rows.uncarried(rows.read_rows(catalogue.CONTENT), texts)
    assert sorted(missing) == sorted(WAITS_FOR)


def test_what_it_waits_for_is_still_to_come() -> None:
    to_come = {piece.id for piece in catalogue.activities() if not piece.built}
    assert set(WAITS_FOR.values()) <= to_come


def test_a_row_with_items_is_claimed_item_by_item(tmp_path: Path) -> None:
    (tmp_path / rows.FILE).write_text("A1: what it is\nC2:\n  name: signs\n  items:\n    - hiding\n    - likes\n")
    assert rows.read_rows(tmp_path) == {"A1": "what it is", "C2.1": "signs: hiding", "C2.2": "signs: likes"}


WRONG = ("- a\n- list\n", "A1: [a]\n", "A1: {name: signs}\n", "A1: {name: a, items: []}\n", "A1: {\n", "A1: ''\n")


@pytest.mark.parametrize("text", WRONG)
def test_rows_that_cannot_be_read_are_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / rows.FILE).write_text(text)
    with pytest.raises(rows.Unreadable, match=r"cannot be read|not a list of rows|neither a sentence nor a name"):
        rows.read_rows(tmp_path)
