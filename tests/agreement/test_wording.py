"""Notes about words. They help whoever writes, and forbid nothing."""

import pytest

from agreement.document import LineWords
from agreement.wording import PATTERNS, can_control, is_vague


@pytest.mark.parametrize(
    "text",
    ["We are respectful.", "No inappropriate messages.", "You don't flirt.", "Not too much contact.", "Be honest.",
     "We are more careful.", "We keep healthy boundaries.", "I will try.", "We answer as soon as possible."],
)  # fmt: skip
def test_vague_words_are_noticed(text):
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    ["We know each other's passwords.", "You share your location.", "I check your phone.", "We look through the phone.",
     "You read my messages.", "No friends at home.", "You don't see your sister.", "I hold the money.",
     "We have sex every week.", "You do not leave the house without me.", "You don't go out on Fridays.",
     "Your PIN code"],
)  # fmt: skip
def test_what_can_control_is_noticed(text):
    for line in (LineWords(text), LineWords("Plain.", topic=text), LineWords("Plain.", repair=text)):
        assert can_control(line)


@pytest.mark.parametrize(
    "text",
    [*(str(pattern.text) for pattern in PATTERNS), "If Sam writes, I tell you the same day.",
     "We never read each other’s mails.",
     "I don’t check your phone.", "We don't write to anyone what we would not show each other."],
)  # fmt: skip
def test_plain_lines_are_left_alone(text):
    assert not is_vague(text)
    assert not can_control(LineWords(text))
