"""Letters that look the same are the same, and letters that print nothing are nothing."""

import unicodedata

import pytest

from pages.forms import LineField, WordsField
from pages.letters import code_in, composed, is_visible, same_address

NOTHING = {
    "a Hangul filler": "\u3164",
    "half as wide": "\uffa0",
    "its first and middle letter": "\u115f\u1160",
    "variation selectors": "\ufe0f\U000e0101",
    "joiners": "\u200b\u200d\u2060\ufeff",
    "an empty Braille cell": "\u2800",
    "a soft hyphen": "\u00ad",
    "Khmer vowels that are none": "\u17b4\u17b5",
    "Mongolian selectors": "\u180b\u180e",
    "marks of direction": "\u202e\u2066\u061c",
    "a grapheme joiner": "\u034f",
    "tags": "\U000e0041\U000e007f",
    "spaces": " \u00a0\u3000\n",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_prints_nothing_is_nothing(text):
    assert not is_visible(text)
    assert (WordsField(required=False).clean(text), LineField(required=False).clean(text)) == ("", "")


@pytest.mark.parametrize("text", ["a", "0", ".", "\u05e9", "\u0e01", "\U0001f327\ufe0f", "\u200d\u0915", "\u3164x"])
def test_what_prints_something_is_kept(text):
    assert is_visible(text)


def test_one_letter_or_two_it_is_the_same():
    one, two = "caf\u00e9", "cafe\u0301"
    assert one != two
    assert composed(one) == composed(two) == unicodedata.normalize("NFC", two)
    assert same_address(f" {two}@Example.org ") == f"{one}@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ABCD-2345",
            "abcd-2345",
            "abcd2345",
            " ab cd 23 45 ",
            "ＡＢＣＤ－２３４５",
            "ABCD\u20112345",
            "ABCD\u00ad2345",
        ),
        *("Your code is ABCD-2345. It is good for 15 minutes.", "  ABCD-2345\r\n", "\u200bABCD-2345\ufeff"),
    ],
)
def test_a_code_is_its_letters_and_digits_however_it_was_pasted(typed):
    assert code_in(typed) == "ABCD2345"
