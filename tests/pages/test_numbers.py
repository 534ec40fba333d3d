"""What counts as a number that a browser sends beside a form."""

import pytest

from pages.numbers import small_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_plain_digits_are(text, number):
    assert small_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", " 1", "1e3", "²", "٣", "1000000000", "9" * 5000, "\x00"])
def test_nothing_else_is(text):
    assert small_number(text) is None
