"""/check-ins/rhythm/: choosing it, and one's own mail."""

from datetime import UTC, date, datetime

import pytest

import people.actions
import reminders.actions
from checkins.models import CheckIn, Rhythm
from reminders.models import Subscription
from tests.cast import at

from .conftest import CHOSEN, SEVENTH

pytestmark = pytest.mark.django_db

URL = "/check-ins/rhythm/"


def chosen(**changed):
    return {"months": "1", "anchor": "2026-06-07", **changed}


def test_it_says_who_sees_what(as_alice, couple):
    page = as_alice.get(URL).content
    assert b"Bob sees this as soon as you save" in page
    assert b"Only you" in page


def test_what_is_only_mine_here_cannot_be_shared(as_alice, couple):
    assert "unless you share it" not in as_alice.get(URL).text


@pytest.mark.parametrize(
    ("moment", "zone", "sunday"),
    [
        (datetime(2026, 6, 1, 12, tzinfo=UTC), "UTC", "2026-07-05"),
        (datetime(2026, 6, 7, 12, tzinfo=UTC), "UTC", "2026-07-05"),
        (datetime(2026, 6, 7, 12, tzinfo=UTC), "Pacific/Kiritimati", "2026-07-12"),
    ],
)
def test_a_sunday_about_four_weeks_from_ones_own_today_is_filled_in(alice, as_alice, couple, moment, zone, sunday):
    people.actions.choose_time(alice, zone, 12)
    with at(moment):
        assert f'name="anchor" value="{sunday}"' in as_alice.get(URL).text


def test_dates_once_chosen_stay_in_the_form(as_alice, couple):
    with at(CHOSEN):
        as_alice.post(URL, chosen(anchor="2026-06-09"))
        assert 'name="anchor" value="2026-06-09"' in as_alice.get(URL).text


def test_kept_it_is_there_for_both(as_alice, as_bob, couple):
    with at(CHOSEN):
        assert as_alice.post(URL, chosen(months="3")).headers["Location"] == "/check-ins/"
        assert b"Every three months" in as_bob.get("/check-ins/").content
        assert b'value="2026-06-07"' in as_bob.get(URL).content
    assert CheckIn.unscoped.get().day == SEVENTH


def test_mail_is_for_oneself_only_and_can_be_ended(alice, bob, as_alice, couple):
    with at(CHOSEN):
        as_alice.post(URL, chosen(mail="on"))
        assert list(Subscription.unscoped.values_list("person", flat=True)) == [alice.pk]
        assert b"checked" in as_alice.get(URL).content.split(b'name="mail"')[1][:80]
        as_alice.post(URL, chosen())
    assert not Subscription.unscoped.exists()


def test_the_tick_says_that_it_is_for_all_mail(alice, as_alice, couple):
    page = as_alice.get(URL).content.decode()
    assert "Send me plain emails" in page
    assert "One switch for all email from here." in page
    assert "mail about this" not in page
    reminders.actions.subscribe(alice)
    with at(CHOSEN):
        as_alice.post(URL, chosen())
    assert "Email is off." in as_alice.get("/reminders/").content.decode()


@pytest.mark.parametrize(
    ("anchor", "sentence"),
    [
        ("", "Choose a date."),
        ("2026-02-30", "Enter a date, like 2026-05-21."),
        ("soon", "Enter a date, like 2026-05-21."),
        ("99999-01-01", "Enter a date, like 2026-05-21."),
        ("1999-12-31", "between the year 2000 and a year from now"),
        ("2027-06-03", "between the year 2000 and a year from now"),
        ("9999-12-31", "between the year 2000 and a year from now"),
        ("2026-06-07\x00", "Enter a date, like 2026-05-21."),
    ],
)
def test_a_bad_day_gets_a_sentence_and_stays_there(as_alice, couple, anchor, sentence):
    with at(CHOSEN):
        page = as_alice.post(URL, chosen(anchor=anchor, mail="on"))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "<title>Error: " in page.content.decode()
    assert not Rhythm.unscoped.exists()
    assert not Subscription.unscoped.exists()
    if anchor and "\x00" not in anchor:
        assert f'value="{anchor}"' in page.content.decode()


@pytest.mark.parametrize("months", ["", "2", "one", "-1"])
def test_only_one_or_three_months(as_alice, couple, months):
    with at(CHOSEN):
        assert as_alice.post(URL, chosen(months=months)).status_code == 422
    assert not Rhythm.unscoped.exists()


def test_on_ones_own_it_is_a_calm_page(as_dana):
    for answer in (as_dana.get(URL), as_dana.post(URL, chosen())):
        assert answer.status_code == 409
        assert "Check-ins take two." in answer.text


def test_a_stranger_changes_only_their_own(as_charlie, check_in):
    with at(CHOSEN):
        as_charlie.post(URL, chosen(anchor="2026-06-20"))
    assert CheckIn.unscoped.get(pk=check_in.pk).day == date(2026, 6, 7)
