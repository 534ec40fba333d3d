"""What Today shows of this room."""

from datetime import UTC, date, datetime

import pytest

from checkins import actions
from checkins.part import CheckInsPart
from couples.leaves import Rank
from couples.us import us_of
from sealed.part import SealedPart
from tests.cast import at

from .conftest import CHOSEN, ENDED, EVENING, MORNING, seal

pytestmark = pytest.mark.django_db


def leaves(person, moment):
    with at(moment):
        us, today = us_of(person), moment.astimezone(person.tz).date()
        found = [part.summary(us, today) for part in (SealedPart(), CheckInsPart())]
    return [(leaf.rank, leaf.title) for summary in found for leaf in summary.leaves]


def days(person, moment):
    with at(moment):
        return [day.day for day in CheckInsPart().summary(us_of(person), moment.date()).days]


OPEN = (Rank.TODAY, "Your check-in is open")
OPENED = (Rank.OPENED, "Your answers are ready to open")
AGAIN = (Rank.LOOK_AGAIN, "You asked to see this again")


def test_before_its_day_only_the_day(alice, check_in):
    assert leaves(alice, CHOSEN) == []
    assert days(alice, CHOSEN) == [date(2026, 6, 7)]


def test_open_until_i_have_sealed_mine(alice, bob, check_in):
    assert leaves(alice, EVENING) == [OPEN]
    with at(EVENING):
        seal(alice, check_in, "alice")
    assert leaves(alice, EVENING) == []
    assert leaves(bob, EVENING) == [OPEN]
    assert days(alice, EVENING) == [date(2026, 7, 7)]


def test_its_words(as_alice, check_in):
    with at(EVENING):
        page = as_alice.get("/today/").text
    assert "Five minutes, on your own. It’s open until Monday 6 July." in page
    assert "Not today" in page


def test_opened_until_i_have_unfolded_it(alice, bob, as_alice, opened):
    assert leaves(alice, MORNING) == [OPENED]
    with at(MORNING):
        as_alice.post(f"/check-ins/{opened.pk}/opening/")
    assert leaves(alice, MORNING) == []
    assert leaves(bob, MORNING) == [OPENED]


def test_my_own_day_to_look_again_while_it_is_sealed(alice, bob, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    fourteenth = datetime(2026, 6, 14, 9, tzinfo=UTC)
    assert leaves(alice, fourteenth) == [AGAIN]
    assert leaves(bob, fourteenth) == [OPEN]
    assert leaves(alice, ENDED) == [AGAIN, OPEN]


def test_without_a_tick_the_one_of_today_is_there_all_the_same(alice, check_in):
    assert leaves(alice, datetime(2026, 8, 9, 9, tzinfo=UTC)) == [OPEN]


def test_closed_there_is_nothing_to_do(alice, bob, check_in):
    with at(EVENING):
        actions.close(alice, check_in)
    assert leaves(alice, EVENING) == leaves(bob, EVENING) == []


def in_words(person, moment):
    with at(moment):
        links = CheckInsPart().step_links(us_of(person), moment.astimezone(person.tz).date())
    return [(link.step, link.state, link.leaf.title if link.leaf else "") for link in links]


def test_in_its_step_of_the_plan_it_says_how_it_is_for_its_reader(alice, bob, check_in):
    assert in_words(alice, CHOSEN) == [("support", "The next one opens on Sunday 7 June.", "")]
    is_open = [("support", "One’s open until Monday 6 July.", "Your check-in")]
    assert in_words(alice, EVENING) == is_open
    with at(EVENING):
        seal(alice, check_in, "alice")
    assert in_words(alice, EVENING) == [("support", "You’ve sealed yours. It’s open until Monday 6 July.", "")]
    assert in_words(bob, EVENING) == is_open
    with at(EVENING):
        seal(bob, check_in, "bob")
    opened = [("support", "Your answers have opened. The next one opens on Tuesday 7 July.", "")]
    assert in_words(alice, MORNING) == in_words(bob, MORNING) == opened


def test_without_dates_or_without_a_partner_the_plan_says_so(alice, dana, couple):
    assert in_words(alice, CHOSEN) == [("support", "You haven’t chosen any dates yet.", "")]
    assert in_words(dana, CHOSEN) == []


def test_nothing_for_one_on_their_own_nor_for_strangers(charlie, dana, check_in):
    for person in (charlie, dana):
        assert leaves(person, EVENING) == []
        assert days(person, EVENING) == []
