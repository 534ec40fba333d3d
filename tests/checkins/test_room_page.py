"""/check-ins/: where the two are."""

from datetime import UTC, date, datetime

import pytest

from checkins import actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples import actions as couples
from couples.us import us_of
from sealed import actions as sealed
from tests.cast import at, join

from .conftest import CHOSEN, EVENING, MORNING, SETTLED, seal

pytestmark = pytest.mark.django_db

URL = "/check-ins/"
LATER = datetime(2026, 7, 20, 12, tzinfo=UTC)


def test_signed_out_one_is_asked_to_sign_in(client, db):
    assert client.get(URL).headers["Location"].startswith("/account/login/")


def test_on_ones_own_it_says_that_this_is_for_two(as_dana):
    page = as_dana.get(URL)
    assert page.status_code == 200
    assert b"Check-ins are for two people." in page.content
    assert b"/check-ins/rhythm/" not in page.content


def test_without_a_rhythm_it_offers_one(as_alice, couple):
    assert b"Choose dates" in as_alice.get(URL).content


def test_before_the_first_there_is_its_day_and_those_after(as_alice, check_in):
    with at(CHOSEN):
        page = as_alice.get(URL)
    assert 'Your next check-in opens on <time datetime="2026-06-07">Sunday 7 June</time>.' in page.text
    assert page.content.count(b"<li><time") == 11
    assert b"Tuesday 7 July 2026" in page.content


def test_on_its_day_it_can_be_begun(as_alice, check_in):
    with at(EVENING):
        page = as_alice.get(URL)
    assert "It’s open until Monday 6 July" in page.text
    assert f"/check-ins/{check_in.pk}/".encode() in page.content


def test_where_no_tick_has_come_a_post_makes_the_row_and_goes_there(as_alice, check_in):
    with at(LATER):
        answer = as_alice.post(URL)
    made = CheckIn.unscoped.get(day=date(2026, 7, 7))
    assert answer.headers["Location"] == f"/check-ins/{made.pk}/"


def test_a_post_with_nothing_to_begin_goes_back(as_alice, as_dana, couple):
    assert as_alice.post(URL).headers["Location"] == URL
    assert as_dana.post(URL).headers["Location"] == URL


def test_of_those_before_each_knows_only_their_own(alice, as_alice, as_bob, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    with at(LATER):
        actions.roll(check_in.couple)
        assert b"Only you" in as_alice.get(URL).content
        page = as_bob.get(URL).content
    assert b"Only you" not in page
    assert b"Closed" in page


def test_one_that_opened_has_the_day_of_its_opening(as_bob, opened):
    with at(MORNING):
        sealed.open_due()
    with at(SETTLED):
        page = as_bob.get(URL)
    assert b"Opened on 8 June" in page.content
    assert f"/check-ins/{opened.pk}/opening/".encode() in page.content


def test_one_that_opened_and_is_still_on_can_be_seen(as_bob, opened):
    with at(MORNING):
        assert b"Your check-in has opened" in as_bob.get(URL).content


def test_strangers_see_nothing_of_it(as_charlie, check_in):
    with at(EVENING):
        assert b"Choose dates" in as_charlie.get(URL).content


def test_after_leaving_there_is_none_of_it(alice, as_alice, as_bob, check_in):
    couples.leave(alice)
    with at(EVENING):
        for client in (as_alice, as_bob):
            assert b"Check-ins are for two people." in client.get(URL).content


def test_words_of_a_closed_space_are_found_on_ones_own_and_in_a_new_one(alice, bob, dana, as_alice, as_bob, check_in):
    """Alice sealed and bob left: hers are hers again, and his, never sealed, stay his."""
    with at(EVENING):
        seal(alice, check_in, "alice")
        couples.leave(bob)
        for _ in range(2):
            page = as_alice.get(URL).text
            listed = page.split("From a space that’s closed", 1)[1].split("</section>", 1)[0]
            assert f'<a href="/check-ins/{check_in.pk}/">' in listed
            assert "7 June 2026" in listed
            assert "alice" not in listed
            assert "alice thanks" in as_alice.get(f"/check-ins/{check_in.pk}/").text
            assert "From a space that’s closed" not in as_bob.get(URL).text
            if us_of(alice).couple is None:
                join(dana, alice)


def test_of_a_closed_space_only_what_says_something_is_listed(alice, as_alice, as_bob, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), {"thanks": {"value": ""}})
        couples.leave(alice)
        for client in (as_alice, as_bob):
            assert "From a space that’s closed" not in client.get(URL).text


def test_opened_words_of_a_closed_space_are_listed_for_both_and_only_ones_own(alice, as_alice, as_bob, opened):
    with at(SETTLED):
        assert "From a space that’s closed" not in as_alice.get(URL).text
        couples.leave(alice)
        for client, mine, theirs in ((as_alice, "alice", "bob"), (as_bob, "bob", "alice")):
            assert f'href="/check-ins/{opened.pk}/"' in client.get(URL).text
            page = client.get(f"/check-ins/{opened.pk}/").text
            assert f"{mine} thanks" in page
            assert f"{theirs} thanks" not in page
