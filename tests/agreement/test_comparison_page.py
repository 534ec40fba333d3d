"""Any two signed texts of one space side by side, and the list of all of them."""

import re
from datetime import timedelta
from html import unescape

import pytest

from agreement import actions
from agreement.document import LineWords
from agreement.models import Clause, State, Version
from agreement.reading import clauses_of, texts_of
from couples import actions as couples
from couples.us import us_of
from pages.days import full_day
from tests.agreement.conftest import PHONES, SAM, sign
from tests.cast import client_of, join, later, make_person

LIST, PAGE = "/agreement/versions/", "/agreement/versions/comparison/"
OTHER_SAM = "We do not write to Sam until we have slept."
NEW = "Ten minutes on <Sunday>."


def both_sign(alice, bob):
    actions.offer(alice)
    for person in (alice, bob):
        sign(person)
    return Version.unscoped.get(couple=us_of(alice).couple, state=State.IN_FORCE)


@pytest.fixture
def chain(in_force, alice, bob):
    """Three texts: in the second a line is changed, in the third one is gone and one is new."""
    actions.begin_draft(alice)
    line = clauses_of(alice, texts_of(us_of(alice)).working)[0]
    actions.edit_clause(bob, line.pk, LineWords(OTHER_SAM, "Sam"), seen=line.revision)
    second = both_sign(alice, bob)
    actions.begin_draft(alice)
    line = clauses_of(alice, texts_of(us_of(alice)).working)[1]
    actions.remove_clause(alice, line.pk, seen=line.revision)
    actions.add_clause(bob, LineWords(NEW, "Us"))
    return in_force, second, both_sign(alice, bob)


def compare(client, first, second):
    return client.get(PAGE, {"from": first, "to": second})


def said(page):
    """The words of the page, as a voice reads them."""
    main = page[page.index("<main") : page.index("</main")]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", main)).split())


def chosen(page):
    return re.findall(r'<option value="([^"]*)" selected', page)


def test_a_change_across_several_texts_is_told_word_by_word(as_alice, as_bob, chain):
    for client in (as_alice, as_bob):
        page = compare(client, 1, 3)
        assert page.status_code == 200
        assert "<del>talked.</del>" in page.text
        assert "<ins>slept.</ins>" in page.text
        assert "<ins>Ten minutes on &lt;Sunday&gt;.</ins>" in page.text
        assert f"<del>{PHONES}</del>" in page.text
        words = said(page.text)
        assert "From version 1 to version 3" in words
        assert "until we have (before: talked.) (now: slept.)" in words
        assert "Struck out: before. Underlined: now." in words
        assert words.index("A changed line") < words.index("A new line") < words.index("A line that’s gone")
        assert "Every line is" not in words
        assert chosen(page.text) == ["1", "3"]


def test_the_lines_that_stayed_are_counted_and_not_repeated(as_alice, chain):
    words = said(compare(as_alice, 1, 2).text)
    assert "1 line is as it was." in words
    assert PHONES not in words
    assert "as it was" not in said(compare(as_alice, 1, 3).text)


def test_the_other_way_round_what_came_is_gone(as_alice, chain):
    page = compare(as_alice, 1, 3).text
    assert f'<a href="{PAGE}?from=3&amp;to=1">' in page
    words = said(compare(as_alice, 3, 1).text)
    assert "From version 3 to version 1" in words
    assert "(before: slept.) (now: talked.)" in words
    assert words.index("A new line " + PHONES) < words.index("A line that’s gone · Us " + NEW)


def test_the_days_of_both_stand_above(as_alice, alice, bob, chain):
    day = full_day(chain[2].in_force_on)
    words = said(compare(as_alice, 1, 3).text)
    assert f"Version 1 · in force on {day}" in words
    assert f"Version 3 · in force since {day}" in words
    with later(days=9):
        actions.begin_draft(alice)
        fourth = both_sign(alice, bob)
        words = said(compare(client_of(alice), 3, 4).text)
    assert f"Version 3 · in force from {day} to {full_day(fourth.in_force_on)}" in words
    assert f"Version 4 · in force since {full_day(fourth.in_force_on)}" in words


def test_another_topic_is_said_in_words(as_alice, alice, bob, in_force):
    actions.begin_draft(alice)
    line = clauses_of(alice, texts_of(us_of(alice)).working)[0]
    actions.edit_clause(bob, line.pk, LineWords(SAM, "Exes"), seen=line.revision)
    both_sign(alice, bob)
    words = said(compare(as_alice, 1, 2).text)
    assert f"A changed line · Exes {SAM} Topic: (before: Sam) (now: Exes)" in words


def test_lines_in_another_order_are_no_other_words(as_alice, alice, bob, in_force):
    draft = actions.begin_draft(alice)
    Clause.unscoped.filter(pk=clauses_of(alice, draft)[0].pk).update(position=9)
    both_sign(alice, bob)
    for page in (compare(as_alice, 1, 2).text, as_alice.get(f"{LIST}2/").text):
        assert "Every line is as it was, in another order." in page
        assert "A changed line" not in page
        assert "Struck out" not in page


def test_another_review_date_and_another_name_are_said(as_alice, alice, bob, in_force):
    draft = actions.begin_draft(alice)
    draft.body = {**draft.body, "preamble": "Summer"}
    draft.save()
    actions.choose_review_day(alice, in_force.review_on + timedelta(days=5))
    second = both_sign(alice, bob)
    words = said(compare(as_alice, 1, 2).text)
    assert "Every line is as it was." in words
    assert "Another name" in words
    assert "(now: Summer)" in words
    was, now = full_day(in_force.review_on), full_day(second.review_on)
    assert was != now
    assert f"Another review date (before: {was}) (now: {now})" in words


def test_the_same_one_twice_is_asked_again_beside_the_field(as_alice, chain):
    page = compare(as_alice, 2, 2)
    assert page.status_code == 422
    assert chosen(page.text) == ["2", "2"]
    assert page.text.index('id="id_to_error"') < page.text.index("Error: Choose another version here.")
    assert 'aria-describedby="id_to_error"' in page.text
    assert "Struck out" not in page.text


@pytest.mark.parametrize("bad", ["", "x", "-1", "1.0", " ", "²", "1 OR 1=1", "1\x00"])
def test_what_is_mistyped_is_asked_again_and_the_other_stays(as_alice, chain, bad):
    page = compare(as_alice, bad, 2)
    assert page.status_code == 422
    assert "Choose one of these." in page.text
    assert chosen(page.text) == ["2"]
    assert compare(as_alice, 2, bad).status_code == 422


@pytest.mark.parametrize("number", ["0", "4", "01", str(2**31), str(2**63), "9" * 400])
def test_a_number_that_is_no_version(as_alice, chain, number):
    assert compare(as_alice, number, 2).status_code == 404
    assert compare(as_alice, 2, number).status_code == 404


def test_with_none_named_it_asks_which_and_begins_with_the_newest_two(as_alice, chain):
    page = as_alice.get(PAGE)
    assert page.status_code == 200
    assert chosen(page.text) == ["2", "3"]
    assert "Error" not in page.text


def test_with_one_text_there_is_nothing_to_compare(as_alice, as_dana, as_charlie, in_force):
    assert "Compare" not in as_alice.get(LIST).text
    for client in (as_alice, as_dana, as_charlie):
        assert client.get(PAGE).status_code == 404
        assert compare(client, 1, 1).status_code == 404


def test_a_stranger_finds_nothing_by_number_or_id(as_charlie, chain):
    ids = [text.pk for text in chain]
    for pair in ((1, 3), ids[:2], (ids[0], 3)):
        assert compare(as_charlie, *pair).status_code == 404
    assert PAGE not in as_charlie.get(LIST).text


def test_what_a_stranger_may_not_see_is_what_is_not_there(as_charlie, chain):
    ids = [text.pk for text in chain]
    pages = [
        re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", compare(as_charlie, *pair).text)
        for pair in (ids[:2], ("0" * 8 + "-0000-4000-8000-" + "0" * 12, ids[0]))
    ]
    assert pages[0] == pages[1]


def test_a_draft_is_not_compared(as_alice, alice, chain):
    draft = actions.begin_draft(alice)
    for key in (draft.number, draft.pk):
        assert compare(as_alice, 1, key).status_code == 404


def test_a_closed_space_is_compared_by_ids_and_by_both(as_alice, as_bob, bob, chain):
    first, _, third = chain
    couples.leave(bob)
    for client in (as_alice, as_bob):
        assert compare(client, 1, 3).status_code == 404
        page = client.get(LIST).text
        assert f'<option value="{first.pk}">' in page
        words = said(compare(client, first.pk, third.pk).text)
        assert "(before: talked.) (now: slept.)" in words
        assert "the last one in that space" in words


def test_a_former_partner_sees_nothing_of_the_space_after(alice, as_bob, bob, charlie, chain):
    couples.leave(bob)
    frank = make_person("Frank")
    join(alice, frank)
    actions.add_clause(alice, LineWords("A later one."))
    both_sign(alice, frank)
    actions.begin_draft(alice)
    actions.add_clause(frank, LineWords("One more later one."))
    newest = both_sign(alice, frank)
    his = as_bob.get(LIST).text
    assert str(newest.pk) not in his
    assert compare(as_bob, newest.previous_id, newest.pk).status_code == 404
    assert compare(as_bob, 1, 2).status_code == 404
    hers = client_of(alice)
    assert "A later one." not in said(compare(hers, 1, 2).text)
    assert "One more later one." in said(compare(hers, 1, 2).text)
    assert "slept" in said(compare(hers, chain[0].pk, chain[2].pk).text)
    # Two texts of two spaces are no pair.
    assert compare(hers, 1, chain[2].pk).status_code == 404
    both = hers.get(LIST).text
    assert both.index(f"{LIST}2/") < both.index("From a space that’s closed") < both.index(str(chain[2].pk))
    assert len(set(re.findall(r' id="([^"]+)"', both))) == len(re.findall(r' id="([^"]+)"', both))


def test_nothing_is_posted(as_alice, chain):
    assert as_alice.post(PAGE, {"from": 1, "to": 2}).status_code == 405


def test_the_list_has_each_text_by_its_day_the_newest_first(as_alice, as_bob, chain):
    for client in (as_alice, as_bob):
        page = client.get(LIST).text
        words = said(page)
        third = chain[2]
        day, review = full_day(third.in_force_on), full_day(third.review_on)
        assert f"{day} · Version 3 In force · 2 lines · review date {review}" in words
        assert f"{day} · Version 2 In force until {day} · 2 lines" in words
        assert words.index("Version 3") < words.index("Version 2") < words.index("Version 1")
        assert words.count("In force ·") == 1
        assert chosen(page) == ["2", "3"]


def test_the_one_in_force_is_named_set_aside_while_it_is(as_alice, as_bob, alice, chain):
    actions.set_aside(alice)
    for client in (as_alice, as_bob):
        words = said(client.get(LIST).text)
        assert "Version 3 Set aside for now · 2 lines" in words
        assert "In force ·" not in words
