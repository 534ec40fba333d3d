"""From the day on: its writer reads a letter, and both read both if both say so."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import people.actions
from agreement import actions
from letters import actions as letter_actions
from letters.models import Letter, LetterYes, a_year_after
from letters.refusals import BothSaidYes, NotTheDay
from tests.agreement.conftest import page_of
from tests.cast import at, client_of, later
from tests.letters.conftest import DAY, HERS, HIS, LETTER, SIGNED, agree, export_of, page, seen, yes
from tests.matrix.asking import NEW_LINE
from tests.races.hands import at_once

pytestmark = pytest.mark.django_db


def test_on_the_day_its_writer_reads_it_and_today_says_so_for_a_week(letters, alice, bob):
    with at(DAY - timedelta(days=1)):
        assert "You wrote this a year ago" not in client_of(alice).get("/today/").text
    with at(DAY):
        assert "You wrote this a year ago" in client_of(alice).get("/today/").text
        assert HERS in page(alice)
        assert HERS not in page(bob)
    with at(DAY + timedelta(days=6)):
        assert "You wrote this a year ago" in client_of(alice).get("/today/").text
    with at(DAY + timedelta(days=7)):
        assert "You wrote this a year ago" not in client_of(alice).get("/today/").text
        assert HERS in page(alice)


def test_the_day_is_that_of_ones_own_zone(letters, alice, bob):
    people.actions.choose_time(alice, "Pacific/Kiritimati", 9)
    with at(datetime(2028, 5, 13, 11, tzinfo=UTC)):
        assert HERS in page(alice)
        assert HIS not in page(bob)


def test_before_the_day_nobody_says_yes(letters, alice, bob, signed):
    with at(DAY - timedelta(days=1)):
        assert "Let Bob read it too?" not in page(alice)
        answer = yes(alice, signed)
        assert answer.status_code == 409
        assert "It’s too early for this" in answer.text
        with pytest.raises(NotTheDay):
            letter_actions.say_yes(bob, signed.pk)
    assert not LetterYes.unscoped.exists()


def test_both_say_yes_and_each_reads_the_others(letters, alice, bob, signed):
    with at(DAY):
        assert "You can say no. Bob isn’t told." in page(alice)
        assert yes(alice, signed).url == LETTER
        assert "You’ve said yes. Bob isn’t told unless Bob says yes too." in page(alice)
        assert HIS not in page(alice)
        assert HERS not in page(bob)
        yes(bob, signed)
        for who in (alice, bob):
            assert HERS in page(who)
            assert HIS in page(who)
            assert HERS in export_of(who)
            assert HIS in export_of(who)
        assert set(LetterYes.unscoped.values_list("by_both", flat=True)) == {True}
        with pytest.raises(BothSaidYes):
            letter_actions.take_yes_back(alice, signed.pk)
        assert yes(bob, signed, action="back").status_code == 409
    with at(DAY + timedelta(days=300)):
        assert HIS in page(alice)


def test_the_doors_open_to_the_other_only_by_both_yeses_on_the_day_or_later(letters, alice, bob, charlie, signed):
    def seen_by(person):
        return [model.objects.visible_to(person).count() for model in (Letter, LetterYes)]

    with at(DAY):
        letter_actions.say_yes(alice, signed.pk)
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([1, 1], [1, 0], [0, 0])
        letter_actions.say_yes(bob, signed.pk)
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([2, 2], [2, 2], [0, 0])
        LetterYes.unscoped.update(said_on=DAY.date() - timedelta(days=1))
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([1, 2], [1, 2], [0, 0])


def test_who_wrote_none_may_say_yes_too_and_is_asked_whether_the_other_wrote_or_not(signed, alice, bob):
    with at(DAY):
        without = NEW_LINE.sub("", page_of(client_of(bob), LETTER)[1])
    with at(SIGNED):
        letter_actions.write_letter(alice, signed.pk, HERS)
    with at(DAY):
        client = client_of(bob)
        assert NEW_LINE.sub("", page_of(client, LETTER)[1]) == without
        assert "Read what Alice may have written?" in without
        yes(alice, signed)
        yes(bob, signed)
        assert HERS in page(bob)
        assert "There’s no letter from Bob." in page(alice)
    with at(DAY + timedelta(days=7)):
        assert HERS in page(bob)


def test_after_a_week_who_wrote_none_is_not_asked_any_more(signed, bob):
    with at(DAY + timedelta(days=6)):
        assert "Read what Alice may have written?" in page(bob)
    with at(DAY + timedelta(days=7)):
        assert "Read what Alice may have written?" not in page(bob)


def test_a_lone_yes_is_taken_back(letters, alice, bob, signed):
    with at(DAY):
        for _ in range(2):
            yes(alice, signed)
        for _ in range(2):
            assert yes(alice, signed, action="back").url == LETTER
        assert not LetterYes.unscoped.exists()
        yes(bob, signed)
        assert HERS not in page(bob)
        assert HIS not in page(alice)


@pytest.mark.parametrize("who", ["who wrote one", "who wrote none"])
def test_the_other_sees_nothing_of_a_letter_or_of_a_lone_yes(signed, alice, bob, who):
    if who == "who wrote one":
        with at(SIGNED):
            letter_actions.write_letter(bob, signed.pk, HIS)
    moments = (SIGNED, DAY - timedelta(days=1), DAY, DAY + timedelta(days=7))
    before = []
    for moment in moments:
        with at(moment):
            before.append(seen(bob))
    with at(SIGNED):
        letter_actions.write_letter(alice, signed.pk, HERS)
    with at(DAY):
        letter_actions.say_yes(alice, signed.pk)
    for moment, then in zip(moments, before, strict=True):
        with at(moment):
            assert seen(bob) == then
    # His own no is no row, and hers are as they were.
    with at(DAY):
        hers = seen(alice)
        yes(bob, signed, action="back")
        assert seen(alice) == hers


def test_what_bobs_own_press_answers_does_not_tell_of_a_lone_yes(letters, alice, bob, signed):
    with at(DAY):
        answers = []
        for hers in (False, True):
            if hers:
                letter_actions.say_yes(alice, signed.pk)
            answers.append(tuple((a.status_code, a["Location"]) for a in (yes(bob, signed, action="back"),)))
        assert answers[0] == answers[1]


@pytest.mark.parametrize("texts", [1, 4])
def test_the_page_asks_the_same_however_many_texts_there_were(letters, alice, bob, signed, texts):
    for number in range(1, texts):
        with at(SIGNED + timedelta(days=10 * number)):
            actions.begin_draft(alice)
            agree(alice, bob)
    with at(DAY):
        for who in (alice, bob):
            letter_actions.say_yes(who, signed.pk)
        client = client_of(alice)
        client.get(LETTER)
        with CaptureQueriesContext(connection) as asked:
            client.get(LETTER)
    assert len(asked) == 9


@pytest.mark.django_db(transaction=True)
def test_two_who_say_yes_at_once_have_both_said_it(couple, alice, bob):
    version = agree(alice, bob)
    a_year_on = (a_year_after(version.in_force_on) - version.in_force_on).days

    def says(person):
        with later(days=a_year_on):  # the clock is moved in one thread only
            letter_actions.say_yes(person, version.pk)

    assert at_once(partial(says, alice), partial(says, bob)) == [None, None]
    assert list(LetterYes.unscoped.filter(version=version).values_list("by_both", flat=True)) == [True, True]
