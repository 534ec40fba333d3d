"""Sittings of two: begun, moved, on a break, over, and what a screen is told of it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

import clock
from couples import actions as couples
from people.models import Person
from tests.cast import later
from together import actions
from together.models import BREAK, News, Sitting
from together.polling import polled
from together.reading import open_sitting
from together.refusals import NoSitting, OnBreak, TakesTwo
from together.sources import TogetherSource

pytestmark = pytest.mark.django_db
ABOUT = "somewhere:something"


@pytest.fixture
def sitting(couple, alice):
    return actions.begin(alice, ABOUT, "first")


def now_of(person):
    return open_sitting(person, ABOUT)


def test_whoever_begins_it_is_one_sitting(alice, bob, couple):
    assert actions.begin(alice, ABOUT, "first") == actions.begin(bob, ABOUT, "second")
    assert now_of(bob).place == "first"


def test_it_takes_two(dana, alice):
    for person in (dana, alice):
        with pytest.raises(TakesTwo):
            actions.begin(person, ABOUT, "first")


def test_a_stranger_has_no_part_in_it(sitting, charlie):
    assert now_of(charlie) is None
    with pytest.raises(NoSitting):
        actions.take_break(charlie, ABOUT)
    with pytest.raises(NoSitting):
        actions.move(charlie, ABOUT, seen="first", to="second")


def test_it_moves_from_the_place_that_was_on_the_page_and_only_from_there(sitting, alice, bob):
    actions.move(alice, ABOUT, seen="first", to="second")
    actions.move(bob, ABOUT, seen="first", to="third")
    assert (now_of(alice).place, now_of(alice).version) == ("second", 2)


def test_moving_to_where_both_are_changes_nothing(sitting, alice):
    actions.move(alice, ABOUT, seen="first", to="first")
    assert now_of(alice).version == 1


def test_on_a_break_nothing_moves_on(sitting, alice, bob):
    actions.take_break(alice, ABOUT)
    for who in (alice, bob):
        with pytest.raises(OnBreak):
            actions.move(who, ABOUT, seen="first", to="second")
    with later(seconds=BREAK.total_seconds()):
        actions.move(bob, ABOUT, seen="first", to="second")
        assert now_of(alice).place == "second"


def test_a_second_press_does_not_make_it_longer(sitting, alice, bob):
    actions.take_break(alice, ABOUT)
    until = now_of(alice).break_until
    with later(minutes=19):
        actions.take_break(bob, ABOUT)
        assert now_of(alice).break_until == until


def test_of_a_break_nothing_is_left(sitting, alice):
    actions.take_break(alice, ABOUT)
    TogetherSource().prepare()
    assert now_of(alice).break_until is not None
    with later(minutes=20):
        TogetherSource().prepare()
    assert Sitting.unscoped.get().break_until is None


def test_a_break_from_a_clock_that_ran_ahead_is_none(sitting, alice):
    with later(days=1):
        actions.take_break(alice, ABOUT)
    assert not now_of(alice).is_on_break(clock.now())


def test_it_ends_with_its_couple(sitting, alice, bob):
    couples.leave(bob)
    assert Sitting.unscoped.count() == 0
    assert now_of(alice) is None


def test_it_goes_on_days_later_and_not_after_three_months(sitting, alice):
    with later(days=89):
        TogetherSource().prepare()
        assert now_of(alice).place == "first"
        actions.move(alice, ABOUT, seen="first", to="second")
    with later(days=150):
        TogetherSource().prepare()
        assert now_of(alice).place == "second"
    with later(days=181):
        TogetherSource().prepare()
        assert now_of(alice) is None


def asks(sitting, at):
    request = RequestFactory().get("/", {"at": at})
    return polled(request, sitting, HttpResponse)


def told(sitting, at):
    """What a screen that shows that is told: the status, and the kind of news."""
    answer = asks(sitting, at)
    return answer.status_code, answer.text


def test_a_screen_is_told_what_is_new(sitting, alice, couple):
    shown = now_of(alice).tag(clock.now())
    assert told(now_of(alice), shown) == (204, "")
    actions.bump(couple, News.WORDS)
    assert told(now_of(alice), shown) == (200, "words")
    actions.bump(couple, News.PLACE)
    assert told(now_of(alice), shown) == (200, "several")
    assert told(None, shown) == (286, "over")


def test_and_when_a_break_begins_and_when_it_is_over_by_itself(sitting, alice, couple):
    shown = now_of(alice).tag(clock.now())
    actions.take_break(alice, ABOUT)
    assert told(now_of(alice), shown) == (200, "break")
    shown = now_of(alice).tag(clock.now())
    assert told(now_of(alice), shown) == (204, "")
    with later(minutes=20):
        assert told(now_of(alice), shown) == (200, "resumed")
    actions.bump(couple, News.WORDS)
    assert told(now_of(alice), shown) == (200, "words")
    with later(minutes=20):
        assert told(now_of(alice), shown) == (200, "several")


def test_a_tag_counts_nothing(sitting, alice, couple):
    tags = []
    for _ in range(3):
        tags.append(now_of(alice).tag(clock.now()))
        actions.bump(couple, News.WORDS)
    assert len(set(tags)) == 3
    assert {len(tag) for tag in tags} == {16}
    assert not any(str(sitting.pk)[:8] in tag for tag in tags)


def test_one_that_is_begun_anew_is_another(sitting, alice, couple):
    shown = now_of(alice).tag(clock.now())
    actions.end(couple)
    actions.begin(alice, ABOUT, "first")
    assert asks(now_of(alice), shown).status_code == 200


def test_no_column_says_who_was_there(sitting):
    named = {field.name for field in Sitting._meta.get_fields() if field.related_model is Person}
    assert named == set()


def test_news_of_one_sitting_are_none_of_another(sitting, alice, couple):
    """A talk is told nothing of a line, and no break in it holds an agreement up; a list that every page shows is told
    to all."""
    actions.begin(alice, "elsewhere:another", "first")
    shown = now_of(alice).tag(clock.now())
    actions.bump(couple, News.WORDS, "elsewhere:another")
    actions.take_break(alice, "elsewhere:another")
    assert told(now_of(alice), shown) == (204, "")
    actions.refuse_on_break(couple, ABOUT)
    actions.bump(couple, News.LIST)
    assert told(now_of(alice), shown) == (200, "list")
