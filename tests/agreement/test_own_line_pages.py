"""The page of one's own lines, changing one, throwing it away, and the second step: sharing it."""

from uuid import uuid4

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, OwnLine, Version
from agreement.reading import own_lines_of
from tests.agreement.conftest import PHONES, SAM
from tests.cast import join

pytestmark = pytest.mark.django_db
HOME, OWN = "/agreement/", "/agreement/own-lines/"


@pytest.fixture
def hers(couple, alice):
    return actions.write_own_line(alice, LineWords(SAM, topic="Sam"))


def add(client, words, **more):
    return client.post(OWN, {"text": words, "topic": "", "clause": str(uuid4()), **more})


def test_somebody_on_their_own_begins_and_is_told_that_signing_takes_two(as_dana, dana):
    page = as_dana.get(HOME)
    assert page.status_code == 200
    assert "Only you" in page.text
    answer = add(as_dana, SAM)
    line = OwnLine.unscoped.get()
    assert (answer.status_code, answer.url) == (302, f"{OWN}#line-{line.pk}")
    for url in (HOME, OWN):
        page = as_dana.get(url).text
        assert escape(SAM) in page
        assert "You’d both need to sign" in page
        assert "Share this line" not in page
        assert "Offer this text" not in page
    assert not Version.unscoped.exists()


def test_a_pattern_is_there_to_begin_from(as_dana):
    page = as_dana.get(HOME, {"pattern": "5"}).text.replace("\n", "")
    assert ">If … writes, I tell you the same day.</textarea>" in page


def test_neither_finds_what_the_other_wrote_alone(as_alice, as_bob, alice, bob):
    add(as_alice, "Alice’s own line.")
    add(as_bob, "Bob’s own line.")
    join(alice, bob)
    hers, his = own_lines_of(alice)[0], own_lines_of(bob)[0]
    for client, own, theirs, words in ((as_alice, hers, his, "Bob’s"), (as_bob, his, hers, "Alice’s")):
        assert f"{OWN}{own.pk}/sharing/" in client.get(OWN).text
        for url in (HOME, OWN, f"{OWN}{theirs.pk}/", f"{OWN}{theirs.pk}/sharing/", "/today/", "/agreement/versions/"):
            assert words not in client.get(url).text
        assert client.post(f"{OWN}{theirs.pk}/sharing/", {"seen": "1"}).status_code == 404
    assert not Clause.unscoped.exists()


def test_sharing_says_beforehand_who_sees_it_and_then_it_stands_in_the_draft(as_alice, as_bob, hers):
    page = as_alice.get(f"{OWN}{hers.pk}/sharing/").text
    assert escape(SAM) in page
    assert "Bob will see these words at once" in page
    assert escape(SAM) not in as_bob.get(HOME).text
    answer = as_alice.post(f"{OWN}{hers.pk}/sharing/", {"seen": "1"})
    assert (answer.status_code, answer.url) == (302, f"{HOME}#line-{hers.copy_id}")
    page = as_bob.get(HOME).text
    assert escape(SAM) in page
    assert str(hers.pk) not in page
    assert "There’s a copy in your draft." in as_alice.get(OWN).text


@pytest.mark.parametrize("seen", ["2", "x", ""])
def test_words_that_were_not_on_the_page_are_not_shared(as_alice, hers, seen):
    answer = as_alice.post(f"{OWN}{hers.pk}/sharing/", {"seen": seen})
    assert answer.status_code == 409
    assert "Nothing has been shared." in answer.text
    assert not Clause.unscoped.exists()


def test_alone_sharing_is_a_calm_page(as_dana, dana):
    line = actions.write_own_line(dana, LineWords(SAM))
    assert as_dana.get(f"{OWN}{line.pk}/sharing/").status_code == 409
    assert as_dana.post(f"{OWN}{line.pk}/sharing/", {"seen": "1"}).status_code == 409


def test_a_line_can_be_changed_and_thrown_away(as_alice, alice, hers):
    assert as_alice.post(f"{OWN}{hers.pk}/", {"text": PHONES, "topic": "", "seen": "1"}).status_code == 302
    assert [line.text for line in own_lines_of(alice)] == [PHONES]
    assert as_alice.post(f"{OWN}{hers.pk}/removal/").url == f"{OWN}#line-{hers.pk}"
    assert own_lines_of(alice) == []


def test_words_changed_in_another_tab_show_both(as_alice, alice, hers):
    actions.change_own_line(alice, hers.pk, LineWords("Other words."), seen=1)
    answer = as_alice.post(f"{OWN}{hers.pk}/", {"text": PHONES, "topic": "", "seen": "1"})
    assert answer.status_code == 409
    assert "Other words." in answer.text
    assert f">{escape(PHONES)}</textarea>" in answer.text.replace("\n", "")


@pytest.mark.parametrize(("words", "sentence"), [("", "Write a few words first."), ("a" * 2001, "Shorten this")])
def test_a_line_that_cannot_be_kept_gets_a_sentence_and_stays(as_dana, words, sentence):
    answer = add(as_dana, words, topic="Kept")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kept"' in answer.text
    assert not OwnLine.unscoped.exists()


def test_many_lines_cost_no_more_queries(as_dana, dana, django_assert_max_num_queries):
    for number in range(30):
        actions.write_own_line(dana, LineWords(f"Line {number}."))
    with django_assert_max_num_queries(12):
        assert as_dana.get(OWN).text.count(">Change</a>") == 30
