"""What is different between two texts, told word by word."""

import pytest

from pages.differences import GONE, KEPT, NEW, Run, likeness, runs


def test_words_that_are_gone_come_before_those_that_came():
    assert runs("If they write, I wait.", "If they write, I tell you.") == (
        Run(KEPT, "If they write, I "), Run(GONE, "wait."), Run(NEW, "tell you."),
    )  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [("a b " * 250, "a " * 500), ("a " * 500, "a " * 499 + "b")])
def test_the_same_word_over_and_over_is_not_compared_word_by_word(before: str, after: str):
    assert runs(before, after) == (Run(GONE, before), Run(NEW, after))
    assert likeness(before, after, least=0.5) == 0


def test_a_line_of_many_words_still_is():
    before = " ".join(f"word{number} and" for number in range(140))
    assert [run.how for run in runs(before, f"{before} more")] == [KEPT, NEW]


def test_what_cannot_be_alike_enough_is_not_compared():
    assert likeness("one two three", "four five six", least=0.5) == 0
    assert likeness("one two three four", "one two three five", least=0.5) == 0.75
    assert likeness("", "", least=0.5) == 1
