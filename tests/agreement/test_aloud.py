"""The four words of a text: the same for both, others for another letter, and where they stand."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from agreement import actions, aloud
from agreement.aloud import word_list, words_aloud
from agreement.reading import texts_of
from couples.us import us_of
from tests.agreement.conftest import shown_hash

ZEROS = "00" * 32


def test_each_byte_is_a_word_of_the_list():
    words = word_list("en")
    assert words_aloud("00ff0180" + "ab" * 28) == (words[0], words[255], words[1], words[128])


def test_the_english_list_is_of_short_plain_words_that_stay_as_they_are():
    """In order, and unchanged: a text that was signed keeps its words."""
    words = word_list("en")
    assert list(words) == sorted(words)
    assert [word for word in words if not re.fullmatch("[a-z]{3,10}", word)] == []
    assert [words[at] for at in (0, 64, 128, 192, 255)] == ["acorn", "curtain", "lily", "quilt", "zebra"]


@pytest.mark.parametrize("text", ["one two", "word " * 256, ""])
def test_another_list_has_256_words_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setattr(aloud, "FOLDER", tmp_path)
    (tmp_path / "de.txt").write_text(text)
    word_list.cache_clear()
    with translation.override("de"), pytest.raises(ValueError, match=r"de\.txt has to hold 256 words"):
        words_aloud(ZEROS)
    word_list.cache_clear()


def test_a_language_without_a_list_has_the_english_words():
    with translation.override("fr"):
        assert words_aloud(ZEROS) == (word_list("en")[0],) * 4


@pytest.mark.django_db
def test_both_read_the_same_four_until_a_letter_changes(as_alice, as_bob, alice, bob, couple):
    clause = actions.add_clause(alice, actions.LineWords("We tell each other the same day."))
    actions.offer(bob)
    first = {words_on(client.get("/agreement/signing/").text) for client in (as_alice, as_bob)}
    assert first == {" · ".join(words_aloud(shown_hash(alice)))}
    actions.edit_clause(bob, clause.pk, actions.LineWords("We tell each other the same week."), seen=clause.revision)
    actions.offer(bob)
    second = {words_on(client.get("/agreement/signing/").text) for client in (as_alice, as_bob)}
    assert len(second) == 1
    assert first != second


@pytest.mark.django_db
def test_a_signed_text_keeps_its_words(as_alice, as_bob, in_force, alice):
    assert texts_of(us_of(alice)).in_force == in_force
    for client in (as_alice, as_bob):
        page = client.get("/agreement/versions/1/").text
        assert page.count(" · ".join(words_aloud(in_force.sha256))) == 2


def words_on(page: str) -> str:
    return re.search(r'if you’d like to check: <strong translate="no">([^<]*)</strong>', page)[1]
