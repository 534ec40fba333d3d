"""Sealed means sealed: the promises of the pair, on a piece that opens at once and one that opens next morning."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

import couples.actions as couples
import people.actions as people
from couples.refusals import NotACouple
from couples.us import us_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.folding import Words, fold, says_something
from sealed.models import Answer, Draft, LookAgain, Opening, Reveal
from sealed.reading import State
from sealed.refusals import BlankAnswer, Frozen, NotOpenYet, StaleDraft
from sealed.times import Opens, opening_time
from tests.cast import at
from tests.writing import words_of

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 5, 14, 21, 30, tzinfo=UTC)


@pytest.fixture
def light():
    return piece_of(catalogue.activity("why-i-am-here"))


@pytest.fixture
def heavy():
    piece = piece_of(catalogue.activity("why-i-am-here"))
    piece.opens = Opens.NEXT_MORNING
    return piece


def say(text):
    return {"hope": {"value": text}, "give": {"value": f"{text} gives"}, "hard": {"value": ""}}


def test_one_answer_opens_nothing(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    assert sealed_reading.opened(us_of(alice), light) is None
    assert sealed_reading.opened(us_of(bob), light) is None
    assert not Reveal.unscoped.exists()
    assert sealed_reading.state_of(us_of(alice), light) is State.SEALED
    assert sealed_reading.state_of(us_of(bob), light) is State.BLANK


def test_the_second_opens_both_at_once(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    sealed.seal(bob, light, say("bob"))
    seen = {
        pair.question: (pair.mine, pair.theirs, pair.folded)
        for pair in sealed_reading.opened(us_of(bob), light).questions
    }
    # Both left "hard" blank: it is not there at all.
    assert seen == {"hope": ("bob", "alice", False), "give": ("bob gives", "alice gives", False)}
    assert Reveal.unscoped.count() == 1


def test_heavy_ones_open_at_ten_the_next_morning_to_both(alice, bob, couple, heavy):
    with at(EVENING):
        sealed.seal(alice, heavy, say("alice"))
        sealed.seal(bob, heavy, say("bob"))
    for moment, state in (
        (datetime(2026, 5, 15, 9, 59, 58, tzinfo=UTC), State.SEALED),
        (datetime(2026, 5, 15, 10, 0, 0, tzinfo=UTC), State.OPEN),
    ):
        with at(moment):
            assert sealed_reading.state_of(us_of(alice), heavy) is state
            assert sealed_reading.state_of(us_of(bob), heavy) is state
            assert (sealed_reading.opened(us_of(alice), heavy) is None) == (state is State.SEALED)


def test_where_zones_differ_nobody_opens_before_their_own_morning(alice, bob, couple, heavy):
    people.choose_time(alice, "Asia/Tokyo", 18)
    people.choose_time(bob, "America/New_York", 18)
    with at(EVENING):
        sealed.seal(alice, heavy, say("alice"))
        sealed.seal(bob, heavy, say("bob"))
    # 21:30 UTC is the 15th in Tokyo: ten on the 16th there is 01:00 UTC; ten on the 15th in New York is 14:00 UTC.
    with at(datetime(2026, 5, 16, 1, tzinfo=UTC)):
        sealed.open_due()
    assert Reveal.unscoped.get().opens_at == datetime(2026, 5, 16, 1, tzinfo=UTC)


def test_taking_back_before_it_opens_removes_the_reveal(alice, bob, couple, heavy):
    with at(EVENING):
        sealed.seal(alice, heavy, say("alice"))
        sealed.seal(bob, heavy, say("bob"))
        sealed.take_back(bob, heavy)
        assert not Reveal.unscoped.exists()
        assert Draft.objects.visible_to(bob).get().body["words"] == say("bob")
    with at(datetime(2026, 5, 16, 12, tzinfo=UTC)):
        assert sealed_reading.opened(us_of(alice), heavy) is None


def test_until_it_opens_both_may_change_their_words(alice, bob, couple, heavy):
    with at(EVENING):
        sealed.seal(alice, heavy, say("alice"))
        sealed.seal(bob, heavy, say("bob"))
        sealed.seal(alice, heavy, say("alice again"))
    with at(datetime(2026, 5, 15, 10, tzinfo=UTC)):
        assert sealed_reading.opened(us_of(bob), heavy).questions[0].theirs == "alice again"


def test_once_open_both_are_frozen(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    sealed.seal(bob, light, say("bob"))
    for person in (alice, bob):
        with pytest.raises(Frozen):
            sealed.seal(person, light, say("other"))
        with pytest.raises(Frozen):
            sealed.take_back(person, light)
    assert sealed_reading.opened(us_of(alice), light).questions[0].mine == "alice"


def test_blank_is_no_answer(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    for blank in ({}, {"hope": {"value": " \n"}}, {"hope": {"value": "", "in_person": False}}):
        with pytest.raises(BlankAnswer):
            sealed.seal(bob, light, blank)
    assert sealed_reading.opened(us_of(bob), light) is None
    assert Answer.unscoped.count() == 1


def test_in_person_is_an_answer_and_folds_on_both_sides(alice, bob, couple, light):
    sealed.seal(alice, light, {"hope": {"value": "written", "in_person": True}, "give": {"value": "tea"}})
    sealed.seal(bob, light, {"hope": {"value": "bob's hope"}, "give": {"value": "time"}})
    for person in (alice, bob):
        hope, give = sealed_reading.opened(us_of(person), light).questions
        assert (hope.folded, hope.mine, hope.theirs) == (True, None, None)
        assert {give.mine, give.theirs} == {"tea", "time"}


def test_skipping_a_question_shows_the_others_words_to_nobody(alice, bob, couple, light):
    sealed.seal(alice, light, {"hope": {"value": ""}, "give": {"value": "tea"}})
    sealed.seal(bob, light, {"hope": {"value": "bob's hope"}, "give": {"value": "time"}})
    assert sealed_reading.opened(us_of(alice), light).questions[0].folded
    assert sealed_reading.opened(us_of(bob), light).questions[0].folded


def test_on_ones_own_there_is_nothing_to_seal_into(dana, light):
    with pytest.raises(NotACouple):
        sealed.seal(dana, light, say("dana"))


def test_an_answer_in_an_earlier_couple_is_none_in_the_next(alice, bob, couple, dana, light):
    sealed.seal(alice, light, say("to bob"))
    sealed.seal(bob, light, say("to alice"))
    couples.leave(bob)
    couples.accept(dana, couples.invite(alice).body["token"])
    assert sealed_reading.state_of(us_of(alice), light) is State.BLANK
    assert sealed_reading.opened(us_of(alice), light) is None
    sealed.seal(dana, light, say("to alice"))
    assert sealed_reading.opened(us_of(dana), light) is None


def test_after_closing_the_others_opened_words_are_not_there(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    sealed.seal(bob, light, say("bob"))
    assert sealed_reading.opened(us_of(alice), light) is not None
    couples.leave(bob)
    assert sealed_reading.opened(us_of(alice), light) is None
    assert Answer.objects.visible_to(alice).get().body["words"] == say("alice")


def test_opening_is_ones_own_mark(alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    with pytest.raises(NotOpenYet):
        sealed.mark_opened(alice, light)
    sealed.seal(bob, light, say("bob"))
    sealed.mark_opened(alice, light)
    sealed.mark_opened(alice, light)
    assert sealed_reading.state_of(us_of(alice), light) is State.READ
    assert sealed_reading.state_of(us_of(bob), light) is State.OPEN
    assert not Opening.objects.visible_to(bob).exists()


def test_two_tabs_do_not_overwrite_each_other(alice, light):
    first = sealed.keep(alice, light, say("one"), revision=0)
    sealed.keep(alice, light, say("two"), revision=first.revision)
    with pytest.raises(StaleDraft):
        sealed.keep(alice, light, say("three"), revision=first.revision)
    assert words_of(sealed_reading.draft_of(alice, light)) == say("two")


def test_sealing_drops_the_draft_and_taking_back_restores_it(alice, bob, couple, light):
    sealed.keep(alice, light, say("draft"))
    sealed.seal(alice, light, say("draft"))
    assert sealed_reading.draft_of(alice, light) is None
    sealed.take_back(alice, light)
    assert words_of(sealed_reading.draft_of(alice, light)) == say("draft")
    assert sealed.take_back(alice, light) is None


def test_a_look_again_day_is_private_and_may_be_none(alice, bob, couple, light):
    sealed.look_again(alice, light, date(2026, 5, 21))
    first = LookAgain.objects.visible_to(alice).get()
    assert not LookAgain.objects.visible_to(bob).exists()
    sealed.look_again(alice, light, date(2026, 6, 1))
    moved = LookAgain.objects.visible_to(alice).get()
    # Another day is another occasion, so that its mail is another mail.
    assert (moved.day, moved.pk != first.pk) == (date(2026, 6, 1), True)
    sealed.look_again(alice, light, None)
    assert not LookAgain.objects.visible_to(alice).exists()


def test_folding_is_symmetric():
    mine: Words = {"a": {"value": "x"}, "b": {"value": 0}, "c": {"value": []}, "d": {"value": "", "in_person": True}}
    theirs: Words = {"a": {"value": "y"}, "b": {"value": 10}, "c": {"value": ["low"]}, "d": {"value": "words"}}
    here, there = fold("abcde", mine, theirs), fold("abcde", theirs, mine)
    assert [(p.question, p.folded) for p in here] == [("a", False), ("b", False), ("c", True), ("d", True)]
    assert [(p.mine, p.theirs) for p in here] == [(p.theirs, p.mine) for p in there]
    assert here[1].mine == 0


def test_what_says_something():
    assert says_something({"a": {"value": 0}})
    assert says_something({"a": {"value": "", "in_person": True}})
    assert not says_something({"a": {"value": "  "}, "b": {"value": []}})


def test_at_once_is_from_the_beginning_of_the_day_wherever_they_are():
    zones = [ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")]
    assert opening_time(Opens.AT_ONCE, EVENING, zones) == datetime(2026, 5, 14, 4, tzinfo=UTC)


@pytest.mark.parametrize("nothing", ["\u3164", "\u2800", "\u200d\ufe0f", " \u00a0\u17b5"])
def test_an_answer_that_prints_nothing_is_none(alice, bob, couple, light, nothing):
    """One could read the other's words for it."""
    sealed.seal(alice, light, {"hope": {"value": "alice"}, "give": {"value": nothing}})
    with pytest.raises(BlankAnswer):
        sealed.seal(bob, light, {"hope": {"value": nothing}})
    sealed.seal(bob, light, {"hope": {"value": nothing}, "give": {"value": "bob"}})
    questions = sealed_reading.opened(us_of(bob), light).questions
    assert [(pair.question, pair.folded) for pair in questions] == [("hope", True), ("give", True)]
