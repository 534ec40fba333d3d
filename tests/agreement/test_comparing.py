"""What is different between two signed texts: matched by their words, told word by word."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement import actions
from agreement.comparing import CHANGED, PARTS, Part, compared, is_reordered, line_compared
from agreement.document import LineWords
from pages.differences import GONE, KEPT, NEW, Run
from tests.agreement.conftest import sign


def line(text: str, topic: str = "") -> LineWords:
    return LineWords(text, topic)


def hows(before: list[str], after: list[str]) -> list[str]:
    return [each.how for each in compared([line(text) for text in before], [line(text) for text in after])]


def test_a_line_that_is_the_same_is_kept_wherever_it_stands():
    assert hows(["a b", "c d"], ["c d", "a b"]) == [KEPT, KEPT]


def test_a_line_with_most_of_its_words_is_the_same_line_changed():
    assert hows(["I tell you the same day."], ["I tell you the same week."]) == [CHANGED]
    assert hows(["I tell you the same day."], ["Sunday is ours, phones away."]) == [NEW, GONE]


def test_each_line_is_matched_once_and_with_the_one_most_like_it():
    before = ["one two three four", "one two three five"]
    assert hows(before, ["one two three five six", "one two three four six"]) == [CHANGED, CHANGED]
    after = [line("one two three five six"), line("one two three nine")]
    first, second = compared([line(text) for text in before], after)
    assert [run.text for run in first.runs if run.how == NEW] == ["six"]
    assert second.how == CHANGED


def test_another_topic_is_a_change_too():
    [found] = compared([line("We ring.", "Work")], [line("We ring.", "Exes")])
    assert (found.how, found.topic, found.runs) == (CHANGED, "Exes", (Run(KEPT, "We ring."),))
    assert found.parts == (Part("Topic", (Run(GONE, "Work"), Run(NEW, "Exes"))),)


@pytest.mark.parametrize("part", [field.name for field in fields(LineWords) if field.name != "text"])
def test_every_part_of_a_line_is_compared_and_has_a_name(part: str):
    was = line("We ring.")
    [found] = compared([was], [replace(was, **{part: "else"})])
    assert found.how == CHANGED
    [told] = found.parts
    assert told.name == str(PARTS[part])
    assert told.runs[-1] == Run(NEW, "else")


def test_a_line_that_came_or_went_has_no_part_that_says_nothing():
    [came] = compared([], [line("We ring.", "Work")])
    [went] = compared([line("We ring.", "Work")], [])
    assert (came.parts, went.parts) == ((), ())


def test_order_alone_is_told_from_other_lines():
    one, two, other = line("a b"), line("c d"), line("e f")
    assert is_reordered([one, two], [two, one])
    assert not is_reordered([one, two], [one, two])
    assert not is_reordered([one, two], [two, other])
    assert not is_reordered([one, two], [two, one, one])
    assert not is_reordered([one, one, two], [two, one])
    assert not is_reordered([], [])


@pytest.mark.django_db
def test_a_version_says_what_changed_since_the_one_before(as_alice, as_bob, alice, bob, in_force):
    assert "What changed since" not in as_alice.get("/agreement/versions/1/").text
    actions.begin_draft(alice)
    actions.add_clause(bob, actions.LineWords("Ten minutes on <Sunday>.", "Us"))
    actions.offer(alice)
    for person in (alice, bob):
        sign(person)
    for client in (as_alice, as_bob):
        page = client.get("/agreement/versions/2/").text
        part = page[page.index("What changed since version 1") :]
        assert "A new line" in part
        assert "<ins>Ten minutes on &lt;Sunday&gt;.</ins>" in part
        assert "A line that’s gone" not in part


@pytest.mark.django_db
def test_a_version_that_only_moved_its_review_date_says_so(as_alice, alice, bob, in_force):
    actions.begin_draft(alice)
    actions.offer(alice)
    for person in (alice, bob):
        sign(person)
    assert "Every line is as it was." in as_alice.get("/agreement/versions/2/").text


def test_two_people_of_one_name_are_two_people():
    was, line = (LineWords("We ring.", for_whom=each) for each in ("one id", "another id"))
    found = line_compared(was, line, lambda _: "Only for Alex")
    assert found.how == CHANGED
    assert found.parts == (Part("For whom", (Run(GONE, "Only for Alex"), Run(NEW, "Only for Alex"))),)


def test_lines_of_one_word_over_and_over_are_two_lines():
    assert hows(["a b " * 250], ["a " * 500]) == [NEW, GONE]


texts = st.lists(st.text("ab \n", max_size=12), max_size=5)


@given(texts, texts)
def test_nothing_is_lost_and_nothing_made_up(before: list[str], after: list[str]):
    found = compared([line(text) for text in before], [line(text) for text in after])
    now = ["".join(run.text for run in each.runs if run.how != GONE) for each in found if each.how != GONE]
    assert [text.split() for text in now] == [text.split() for text in after]
    was = ["".join(run.text for run in each.runs if run.how != NEW) for each in found if each.how != NEW]
    assert sorted(text.split() for text in was) == sorted(text.split() for text in before)
