"""Going quiet: no mail of the outbox comes, and nothing else changes; tests/test_same_bytes.py looks at the other's."""

import re
from datetime import timedelta

import pytest
from django.core import mail

import clock
from people.models import Rest
from reminders.actions import subscribe, tick
from reminders.models import Reminder, State
from tests.cast import later

pytestmark = pytest.mark.django_db


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_the_page_says_what_will_show_and_what_will_not(as_alice, couple, as_dana):
    page = as_alice.get("/settings/pace/").text
    assert "Leaving for good would show Bob “This shared space is closed”." in page
    assert "Leaving for good" not in as_dana.get("/settings/pace/").text
    assert not Rest.unscoped.exists()


def test_today_has_one_quiet_leaf_until_one_comes_back(as_alice, alice, couple):
    before = without_token(as_alice.get("/today/").text)
    assert as_alice.post("/settings/pace/")["Location"] == "/today/"
    as_alice.get("/today/")  # the message has been said
    page = as_alice.get("/today/").text
    assert page.count('class="leaf ') == 1
    assert "Start them again" in page
    assert "path-row" not in page
    assert as_alice.post("/settings/pace/ending/")["Location"] == "/today/"
    assert without_token(as_alice.get("/today/").text) == before
    assert not Rest.unscoped.exists()


def test_twice_does_no_harm(as_alice, alice):
    for _ in range(2):
        as_alice.post("/settings/pace/")
    assert Rest.unscoped.get().person == alice
    for _ in range(2):
        assert as_alice.post("/settings/pace/ending/").status_code == 302


@pytest.fixture
def owed(alice, couple) -> Reminder:
    """Bob joined: Alice, who invited him, is owed a mail."""
    subscribe(alice)
    tick()
    reminder = Reminder.unscoped.get(person=alice)
    assert reminder.state == State.DUE or reminder.due_at <= clock.now()
    return reminder


def test_what_falls_into_the_quiet_is_skipped_with_its_reason_and_never_comes(as_alice, owed):
    Reminder.unscoped.update(due_at=clock.now() + timedelta(hours=1), state=State.DUE)
    as_alice.post("/settings/pace/")
    with later(hours=2):
        tick()
        owed.refresh_from_db()
        assert (owed.state, owed.reason) == (State.SKIPPED, "resting")
        as_alice.post("/settings/pace/ending/")
        tick()
    assert mail.outbox == []


def test_what_is_due_after_coming_back_is_sent(as_alice, owed):
    Reminder.unscoped.update(due_at=clock.now() + timedelta(hours=3), state=State.DUE)
    as_alice.post("/settings/pace/")
    with later(hours=2):
        tick()
        as_alice.post("/settings/pace/ending/")
    with later(hours=4):
        tick()
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]


def test_the_other_goes_on_getting_theirs(as_bob, owed):
    Reminder.unscoped.update(due_at=clock.now() - timedelta(hours=1), state=State.DUE)
    as_bob.post("/settings/pace/")
    tick()
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]
