"""The review date as a calendar file, read back by another library; and that it says nothing."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import vobject
from django.utils.html import escape

import clock
from agreement import actions
from agreement.actions import LineWords
from couples import actions as couples
from tests.agreement.conftest import sign
from tests.cast import client_of, later
from tests.reminders.test_mails import FORBIDDEN

pytestmark = pytest.mark.django_db

DAY = "/agreement/review-day/calendar/"


def event_in(answer):
    assert answer.status_code == 200
    (event,) = vobject.readOne(answer.content.decode()).vevent_list
    return event


def signs_another(alice, bob):
    actions.begin_draft(alice)
    actions.add_clause(bob, LineWords("One more."))
    actions.choose_review_day(alice, clock.today(alice.tz) + timedelta(days=200))
    actions.offer(bob)
    sign(alice)
    return sign(bob)


def test_it_is_one_whole_day_with_a_summary_and_nothing_else(as_alice, in_force):
    event = event_in(as_alice.get(DAY))
    assert event.dtstart.value == in_force.review_on
    assert event.summary.value == "A reminder"
    assert {each.name for each in event.getChildren()} == {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "TRANSP"}
    assert event.dtstamp.value == datetime.combine(in_force.in_force_on, time(), UTC)


def test_it_is_a_file_of_a_name_that_says_nothing(as_alice, in_force):
    answer = as_alice.get(DAY)
    assert answer["Content-Type"] == "text/calendar"
    assert answer["Content-Disposition"] == 'attachment; filename="reminder.ics"'
    assert answer["Cache-Control"] == "no-store"


def test_it_says_nothing_of_what_the_day_is_for(as_alice, in_force, couple, settings):
    content = as_alice.get(DAY).content.decode()
    assert FORBIDDEN.findall(re.sub(r"UID:\S+", "", content)) == []
    for hidden in (settings.TWOFOLD_SITE_NAME, "Sam", "://", "@", *(str(pk) for pk in (couple.pk, in_force.pk))):
        assert hidden not in content
        assert hidden.replace("-", "") not in content


def test_both_get_the_same_day(as_alice, as_bob, in_force):
    first, second = (event_in(client.get(DAY)) for client in (as_alice, as_bob))
    assert (first.uid.value, first.dtstart.value) == (second.uid.value, second.dtstart.value)


def test_a_later_text_moves_the_day(as_alice, in_force, alice, bob):
    before = event_in(as_alice.get(DAY))
    new = signs_another(alice, bob)
    after = event_in(as_alice.get(DAY))
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (before.dtstart.value, after.dtstart.value) == (in_force.review_on, new.review_on)
    assert in_force.review_on != new.review_on


def test_another_couple_has_another_name_for_it(as_alice, in_force, alice, as_charlie, charlie):
    first = event_in(as_alice.get(DAY)).uid.value
    assert re.fullmatch("[a-z2-7]{26}", first)
    assert as_charlie.get(DAY).status_code == 409


def test_without_a_text_in_force_it_is_refused_calmly(as_alice, as_dana, offered, bob):
    for client in (as_alice, as_dana):
        answer = client.get(DAY)
        assert answer.status_code == 409
        assert "Content-Disposition" not in answer
        assert escape("One is in force once you’ve both signed the same text.") in answer.text
    assert "Put the date in my calendar" not in as_alice.get("/agreement/").text


def test_in_a_closed_space_there_is_none(as_alice, in_force, bob):
    couples.leave(bob)
    assert as_alice.get(DAY).status_code == 409


def test_the_text_in_force_leads_there_also_beside_a_draft(as_alice, in_force, alice):
    link = f'<a href="{DAY}"><span>Put the date in my calendar <span'
    assert as_alice.get("/agreement/").text.count(link) == 1
    actions.begin_draft(alice)
    assert as_alice.get("/agreement/").text.count(link) == 1


def test_a_day_that_has_come_is_no_longer_offered(in_force, alice):
    with later(days=40):
        page = client_of(alice).get("/agreement/").text
    assert escape("It’s time to read it together again.") in page
    assert "Put the date in my calendar" not in page
