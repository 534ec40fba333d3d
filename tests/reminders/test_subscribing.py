"""Asking for mail, ending it, and dropping what is owed."""

import uuid
from datetime import timedelta

import pytest
from pytest_django import Settings

import clock
from people.models import Person
from reminders import actions, tokens
from reminders.actions.claiming import claim
from reminders.actions.outcomes import hand_over, sent
from reminders.models import Reminder, State, Subscription
from tests.reminders.conftest import Clock, Due, owed, standing
from tests.reminders.room.sources import RoomSource


def subscription_of(person: Person) -> Subscription:
    return Subscription.objects.visible_to(person).get()


def test_subscribing_is_ones_own_and_twice_does_no_harm(alice: Person, bob: Person, at_noon: Clock) -> None:
    actions.subscribe(alice)
    first = subscription_of(alice)
    at_noon.on(days=3)
    actions.subscribe(alice)
    assert subscription_of(alice).since == first.since == clock.today(alice.tz) - timedelta(days=3)
    assert not Subscription.objects.visible_to(bob).exists()


def test_unsubscribing_drops_what_is_owed(due: Due, reader: Person, bob: Person) -> None:
    actions.subscribe(bob)
    mine, later, theirs = due(reader), due(reader, due_at=clock.now() + timedelta(days=1)), due(bob)
    actions.unsubscribe(reader)
    actions.unsubscribe(reader)
    assert standing(mine) == standing(later) == (State.SKIPPED, "unsubscribed")
    assert standing(theirs) == (State.DUE, "")
    assert not Subscription.objects.visible_to(reader).exists()
    assert Subscription.objects.visible_to(bob).exists()


def test_a_token_ends_that_subscription_and_nothing_else(due: Due, reader: Person, bob: Person) -> None:
    actions.subscribe(bob)
    mine, token = due(reader), tokens.unsubscribe_token(subscription_of(reader).pk)
    assert actions.unsubscribe_by_token(token)
    assert actions.unsubscribe_by_token(token)
    assert standing(mine) == (State.SKIPPED, "unsubscribed")
    assert Subscription.objects.visible_to(bob).exists()


def test_the_link_in_an_old_mail_ends_a_newer_subscription(reader: Person) -> None:
    token = tokens.unsubscribe_token(subscription_of(reader).pk)
    actions.unsubscribe(reader)
    actions.subscribe(reader)
    assert actions.unsubscribe_by_token(token)
    assert not Subscription.objects.visible_to(reader).exists()


@pytest.mark.parametrize("wrong", ["", "x", "é", "a" * 43, "a" * 10_000, "../../etc", "\x00"])
def test_a_wrong_token_ends_nothing(reader: Person, wrong: str) -> None:
    good = tokens.unsubscribe_token(subscription_of(reader).pk)
    for token in (wrong, good[:-1], good + "A", ("B" if good[0] == "A" else "A") + good[1:], f"{good}="):
        assert not actions.unsubscribe_by_token(token)
    assert Subscription.objects.visible_to(reader).exists()


def test_a_token_says_nothing_of_the_person_and_no_key_no_token(reader: Person, settings: Settings) -> None:
    subscription = subscription_of(reader)
    token = tokens.unsubscribe_token(subscription.pk)
    assert subscription.pk.version == 4
    assert reader.pk.hex not in token + str(subscription.pk)
    assert tokens.subscription_of(token) == subscription.pk
    assert tokens.unsubscribe_token(uuid.uuid4())[:22] != token[:22]
    settings.SECRET_KEY = "another key, as after a move without the old one"
    assert tokens.subscription_of(token) is None
    assert not actions.unsubscribe_by_token(token)
    assert Subscription.objects.visible_to(reader).exists()


def test_dropping_ends_what_is_due_and_what_is_being_sent(due: Due, reader: Person, bob: Person) -> None:
    claimed_one = due(reader, "talk")
    waiting, other = due(reader, "review"), due(bob)
    claimed = claim()
    assert claimed == claimed_one
    actions.drop_due(reader.pk, "closed")
    assert standing(claimed_one) == standing(waiting) == (State.SKIPPED, "closed")
    assert standing(other) == (State.DUE, "")
    assert not hand_over(claimed)
    assert standing(claimed_one) == (State.SKIPPED, "closed")


def test_dropping_leaves_a_mail_that_is_already_out_to_its_sender(due: Due, reader: Person) -> None:
    row = due(reader)
    claimed = claim()
    assert claimed
    assert hand_over(claimed)
    actions.drop_due(reader.pk, "closed")
    assert sent(claimed)
    assert standing(row) == (State.SENT, "")


def test_what_was_dropped_after_the_mark_is_not_sent_again(due: Due, reader: Person, at_noon: Clock) -> None:
    row = due(reader)
    claimed = claim()
    assert claimed
    assert hand_over(claimed)
    actions.drop_due(reader.pk, "closed")
    at_noon.on(minutes=16)
    actions.tick()
    assert standing(row) == (State.UNKNOWN, "expired")


def test_what_was_dropped_is_not_planned_again(room: RoomSource, reader: Person) -> None:
    room.owe(owed(reader))
    actions.tick(0)
    actions.unsubscribe(reader)
    actions.subscribe(reader)
    actions.tick(0)
    assert [row.state for row in Reminder.unscoped.all()] == [State.SKIPPED]


def test_what_waits_is_planned_anew_when_its_time_changes(due: Due, reader: Person, bob: Person) -> None:
    mine, other, theirs = due(reader), due(reader), due(bob)
    actions.plan_anew(person_id=reader.pk, occasion=mine.occasion)
    assert set(Reminder.unscoped.all()) == {other, theirs}
    actions.plan_anew(person_id=reader.pk)
    assert set(Reminder.unscoped.all()) == {theirs}


def test_what_is_claimed_or_sent_is_not_planned_anew(due: Due, reader: Person) -> None:
    reminder = due(reader)
    claimed = claim()
    assert claimed is not None
    actions.plan_anew(person_id=reader.pk)
    assert Reminder.unscoped.get().pk == reminder.pk
    hand_over(claimed)
    sent(claimed)
    actions.plan_anew(person_id=reader.pk)
    assert Reminder.unscoped.get().state == State.SENT
