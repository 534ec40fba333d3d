"""Sealing, taking back, keeping: what may be done, and when it opens."""

from datetime import UTC, date, datetime, timedelta

import pytest

import couples.actions as couples
import people.actions as people
from checkins import actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from checkins.refusals import CheckInClosed, NotYet
from couples.us import us_of
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer, Draft, LookAgain, Reveal
from sealed.reading import State
from sealed.refusals import BlankAnswer, Frozen, StaleDraft, Unclear
from tests.cast import at, join, make_person

from .conftest import ENDED, EVENING, MORNING, say, seal

pytestmark = pytest.mark.django_db


def test_it_opens_at_ten_the_next_morning_and_not_a_second_before(alice, bob, opened):
    piece = CheckInPiece(opened)
    with at(MORNING - timedelta(seconds=1)):
        assert [sealed_reading.state_of(us_of(person), piece) for person in (alice, bob)] == [
            State.SEALED,
            State.SEALED,
        ]
    with at(MORNING):
        assert [sealed_reading.state_of(us_of(person), piece) for person in (alice, bob)] == [State.OPEN, State.OPEN]
    assert Reveal.unscoped.get().opens_at == MORNING


def test_sealing_takes_the_draft_and_sets_a_day_to_look_again(alice, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    assert not Draft.unscoped.exists()
    assert Answer.objects.visible_to(alice).get().body == {"words": say("alice")}
    assert LookAgain.objects.visible_to(alice).get().day == date(2026, 6, 14)


def test_sealing_again_keeps_the_day_that_was_chosen(alice, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
        sealed.look_again(alice, CheckInPiece(check_in), date(2026, 6, 20))
        seal(alice, check_in, "alice again")
    assert LookAgain.objects.visible_to(alice).get().day == date(2026, 6, 20)
    assert Answer.unscoped.get().body["words"]["thanks"]["value"] == "alice again thanks"


def test_the_words_on_the_screen_are_what_is_sealed(alice, check_in):
    with at(EVENING):
        shown = sealed.keep(alice, CheckInPiece(check_in), say("shown")).fingerprint
        sealed.keep(alice, CheckInPiece(check_in), say("from another tab"))
        with pytest.raises(StaleDraft):
            sealed.seal_draft(alice, CheckInPiece(check_in), shown)
    assert not Answer.unscoped.exists()
    assert Draft.unscoped.get().body["words"] == say("from another tab")


def test_pressed_twice_it_is_sealed_once(alice, check_in):
    with at(EVENING):
        shown = sealed.keep(alice, CheckInPiece(check_in), say("alice")).fingerprint
        sealed.seal_draft(alice, CheckInPiece(check_in), shown)
        sealed.seal_draft(alice, CheckInPiece(check_in), shown)
    assert Answer.unscoped.count() == 1


def test_nothing_is_no_answer(alice, check_in):
    with at(EVENING):
        with pytest.raises(BlankAnswer):
            sealed.seal_draft(alice, CheckInPiece(check_in), "")
        shown = sealed.keep(
            alice, CheckInPiece(check_in), {"us": {"value": None}, "thanks": {"value": " "}}
        ).fingerprint
        with pytest.raises(BlankAnswer):
            sealed.seal_draft(alice, CheckInPiece(check_in), shown)
    assert not Answer.unscoped.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"needs": {"value": ["none", "touch"]}},
        {"agreement": {"value": {"fits": True, "clauses": ["one"]}}},
        {"agreement": {"value": {"fits": True, "line": "one"}}},
    ],
)
def test_what_says_two_things_is_kept_and_not_sealed(alice, check_in, words):
    with at(EVENING):
        shown = sealed.keep(alice, CheckInPiece(check_in), words).fingerprint
        with pytest.raises(Unclear):
            sealed.seal_draft(alice, CheckInPiece(check_in), shown)
    assert Draft.unscoped.get().body["words"] == words


def test_before_its_day_there_is_nothing_to_write(alice, check_in):
    with at(datetime(2026, 6, 6, 23, 59, 59, tzinfo=UTC)):
        with pytest.raises(NotYet):
            sealed.keep(alice, CheckInPiece(check_in), say("alice"))
        with pytest.raises(NotYet):
            sealed.seal_draft(alice, CheckInPiece(check_in), "")


def test_from_the_next_ones_day_on_it_is_closed_and_the_draft_stays(alice, check_in):
    with at(datetime(2026, 7, 6, 23, 59, 58, tzinfo=UTC)):
        shown = sealed.keep(alice, CheckInPiece(check_in), say("alice")).fingerprint
    with at(datetime(2026, 7, 7, tzinfo=UTC)), pytest.raises(CheckInClosed):
        sealed.seal_draft(alice, CheckInPiece(check_in), shown)
    assert Draft.unscoped.get().body["words"] == say("alice")
    assert not Answer.unscoped.exists()


def test_words_kept_after_it_has_closed_are_kept(alice, check_in):
    with at(ENDED):
        sealed.keep(alice, CheckInPiece(check_in), say("late"))
    assert Draft.unscoped.get().body["words"] == say("late")


@pytest.mark.parametrize(
    ("zone", "opens"),
    [
        ("Pacific/Kiritimati", datetime(2026, 6, 6, 10, tzinfo=UTC)),
        ("Etc/GMT+12", datetime(2026, 6, 7, 12, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 6, 7, 4, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 6, 6, 18, 15, tzinfo=UTC)),
    ],
)
def test_it_opens_at_midnight_where_one_is(alice, check_in, zone, opens):
    people.choose_time(alice, zone, 18)
    with at(opens - timedelta(seconds=1)), pytest.raises(NotYet):
        sealed.keep(alice, CheckInPiece(check_in), say("alice"))
    with at(opens):
        seal(alice, check_in, "alice")


@pytest.mark.parametrize(
    ("day", "opens_at"),
    [
        # The clocks go forward at 02:00 of the 29th, back at 03:00 of the 25th; ten o'clock is ten on the wall.
        (date(2026, 3, 28), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (date(2026, 3, 27), datetime(2026, 3, 28, 9, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (date(2026, 10, 23), datetime(2026, 10, 24, 8, tzinfo=UTC)),
    ],
)
def test_ten_is_ten_on_the_wall_when_the_clocks_change(db, day, opens_at):
    alice, bob = make_person("Alice", zone="Europe/Berlin"), make_person("Bob", zone="Europe/Berlin")
    join(alice, bob)
    with at(datetime(day.year, day.month, day.day, 19, tzinfo=UTC)):
        actions.set_rhythm(alice, 1, day)
        check_in = CheckIn.unscoped.get(day=day)
        seal(alice, check_in, "alice")
        seal(bob, check_in, "bob")
    for moment, count in ((opens_at - timedelta(seconds=1), 0), (opens_at, 1)):
        with at(moment):
            sealed.open_due()
        assert Reveal.unscoped.filter(opens_at=opens_at).count() == count


def test_once_open_nothing_changes(alice, opened):
    with at(MORNING):
        with pytest.raises(Frozen):
            sealed.keep(alice, CheckInPiece(opened), say("other"))
        sealed.seal_draft(alice, CheckInPiece(opened), "")
        with pytest.raises(Frozen):
            sealed.take_back(alice, CheckInPiece(opened))
    assert Answer.objects.visible_to(alice).get().body["words"] == say("alice")


def test_taken_back_it_is_a_draft_and_opens_nothing(alice, bob, opened):
    with at(MORNING - timedelta(minutes=1)):
        sealed.take_back(alice, CheckInPiece(opened))
    assert not Reveal.unscoped.exists()
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")
    assert not LookAgain.objects.visible_to(alice).exists()
    with at(MORNING):
        assert sealed_reading.opened(us_of(bob), CheckInPiece(opened)) is None


def test_one_who_is_not_in_it_can_do_nothing(charlie, check_in):
    with at(EVENING):
        with pytest.raises(CheckInClosed):
            sealed.seal_draft(charlie, CheckInPiece(check_in), "")
        with pytest.raises(CheckInClosed):
            sealed.take_back(charlie, CheckInPiece(check_in))


def test_in_a_new_couple_the_old_check_in_takes_nothing(alice, bob, dana, check_in):
    with at(EVENING):
        shown = sealed.keep(bob, CheckInPiece(check_in), say("bob")).fingerprint
        couples.leave(alice)
        join(dana, bob)
        with pytest.raises(CheckInClosed):
            sealed.seal_draft(bob, CheckInPiece(check_in), shown)
    assert not Answer.unscoped.exists()
