"""Today: one leaf, the first by rank; folded until tomorrow on request."""

from datetime import UTC, date, datetime

import pytest

from couples.leaves import Leaf, NextDay, Rank, Summary
from couples.models import NotToday
from couples.today import ALL_PUT_OFF, ENOUGH, NOTHING, greeting, is_night, today_of
from tests.cast import at

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 14)


def leaf(key, rank):
    return Leaf(key=key, rank=rank, title=key, text="")


def test_the_first_by_rank_is_shown():
    summaries = [Summary(leaves=(leaf("next", Rank.NEXT),)), Summary(leaves=(leaf("opened", Rank.OPENED),))]
    assert today_of(summaries, set(), MAY).leaf.key == "opened"


def test_a_folded_one_becomes_a_line_and_the_next_is_shown():
    summaries = [Summary(leaves=(leaf("next", Rank.NEXT), leaf("opened", Rank.OPENED)))]
    page = today_of(summaries, {"opened"}, MAY)
    assert page.leaf.key == "next"
    assert [folded.key for folded in page.folded] == ["opened"]


def test_enough_folds_what_would_come_next_and_nothing_before_it():
    summaries = [Summary(leaves=(leaf("next", Rank.NEXT), leaf("other", Rank.NEXT)))]
    page = today_of(summaries, {ENOUGH.key}, MAY)
    assert page.leaf is ENOUGH
    assert [folded.key for folded in page.folded] == ["next", "other"]
    opened = [*summaries, Summary(leaves=(leaf("opened", Rank.OPENED),))]
    assert today_of(opened, {ENOUGH.key}, MAY).leaf.key == "opened"


def test_a_quiet_day_says_so():
    assert today_of([Summary()], set(), MAY).leaf is NOTHING


def test_nothing_to_do_is_never_said_above_what_was_put_off():
    summaries = [Summary(leaves=(leaf("opened", Rank.OPENED),))]
    page = today_of(summaries, {"opened"}, MAY)
    assert page.leaf is ALL_PUT_OFF
    assert "othing" not in page.leaf.title + page.leaf.text
    assert [folded.key for folded in page.folded] == ["opened"]


def test_what_is_open_comes_after_the_next_piece_and_before_nothing():
    both = [Summary(leaves=(leaf("open", Rank.OPEN), leaf("next", Rank.NEXT)))]
    assert today_of(both, set(), MAY).leaf.key == "next"
    assert today_of(both, {"next"}, MAY).leaf.key == "open"


def test_the_next_date_is_the_nearest_that_is_still_to_come():
    days = tuple(NextDay(date(2026, 5, day), str(day)) for day in (10, 20, 17, 14))
    assert today_of([Summary(days=days)], set(), MAY).next_day.text == "17"


@pytest.mark.parametrize(
    ("hour", "words"), [(5, "Good morning"), (12, "Good afternoon"), (18, "Good evening"), (3, "Hello")]
)
def test_greetings(hour, words):
    assert greeting(datetime(2026, 5, 14, hour, tzinfo=UTC)) == words


@pytest.mark.parametrize(("hour", "is_so"), [(4, True), (5, False), (17, False), (18, True), (0, True)])
def test_what_is_night(hour, is_so):
    assert is_night(datetime(2026, 5, 14, hour, tzinfo=UTC)) is is_so


def test_not_today_folds_until_tomorrow(as_alice, alice, couple):
    with at(datetime(2027, 5, 14, 12, tzinfo=UTC)):
        title = "The first days"
        assert f'id="leaf-title">{title}' in as_alice.get("/today/").text
        assert as_alice.post("/today/folds/", {"leaf": "next-the-first-days"}).status_code == 302
        assert NotToday.objects.visible_to(alice).get().leaf == "next-the-first-days"
        assert 'class="leaf folded"' in as_alice.get("/today/").text
    with at(datetime(2027, 5, 15, 12, tzinfo=UTC)):
        assert 'class="leaf folded"' not in as_alice.get("/today/").text


@pytest.mark.parametrize("key", ["", "x" * 5000, "\x00\x01", "💩", "my own words", "next-no-such-piece"])
def test_only_a_leaf_that_is_there_can_be_folded(as_alice, couple, key):
    assert as_alice.post("/today/folds/", {"leaf": key}).status_code == 302
    assert not NotToday.unscoped.exists()
    assert as_alice.get("/today/").status_code == 200


def test_on_ones_own_it_says_that_this_is_enough(as_dana):
    page = as_dana.get("/today/").text
    assert "You’re here on your own, and that’s enough to begin." in page
    assert "Ask your partner to join" in page


def test_it_costs_the_same_with_more_answers(as_alice, alice, couple, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        as_alice.get("/today/")
