"""Deletions carried out while the others, or they themselves, do something: all of it or nothing."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

import people.actions
from couples import actions, ledger
from couples.models import Partner
from couples.refusals import NotACouple
from couples.us import us_of
from people.models import Deletion, Person
from people.refusals import AccountGone, DeletionIsDue
from sealed import actions as sealed
from tests.cast import join, later, make_person
from vault.models import Key

from .invariants import broken
from .test_sealing import heavy, say
from .together import refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _ledger(settings: Any, tmp_path: Path) -> None:
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "deletions.jsonl"


def due(*persons: Person) -> None:
    for person in persons:
        people.actions.ask_deletion(person)
    Deletion.unscoped.update(asked_at="2020-01-01T00:00Z", due_at="2020-01-02T00:00Z")


def two(number: int) -> tuple[Person, Person]:
    alice, bob = make_person(f"Alice{number}"), make_person(f"Bob{number}")
    join(alice, bob)
    return alice, bob


def is_gone(person: Person) -> bool:
    return Key.objects.get(pk=person.key_id).wrapped is None


def test_two_workers_carry_out_the_same(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        due(alice)
        assert sorted(together(*[actions.carry_out_deletions] * 2)) == [0, 1]
        assert is_gone(alice)
        assert us_of(bob).couple is None
        assert [entry.person for entry in ledger.entries()].count(alice.pk) == 1
        assert broken() == []


def test_carried_out_while_the_other_seals(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        sealed.seal(alice, heavy(), say("a"))
        due(alice)
        results = together(actions.carry_out_deletions, partial(sealed.seal, bob, heavy(), say("b")))
        assert refusals(results) in ([], [NotACouple])
        assert is_gone(alice)
        assert Partner.unscoped.filter(person__in=(alice, bob), left_on=None).count() == 0
        assert broken() == []


def test_carried_out_while_the_other_leaves(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        due(alice)
        results = together(actions.carry_out_deletions, partial(actions.leave, bob))
        assert refusals(results) in ([], [NotACouple])
        assert is_gone(alice)
        assert us_of(bob).couple is None
        assert broken() == []


def test_carried_out_while_they_write_in_another_tab(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        due(alice)
        results = together(actions.carry_out_deletions, partial(sealed.keep, alice, heavy(), say("late")))
        assert refusals(results) in ([], [AccountGone])
        assert list(actions.remains()) == []
        assert broken() == []


def test_too_late_to_be_taken_back(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        due(alice)
        results = together(actions.carry_out_deletions, partial(people.actions.keep_account, alice))
        assert refusals(results)[0] in (DeletionIsDue, AccountGone)
        assert is_gone(alice)


def test_both_partners_at_once_and_their_couples_key_goes(rounds):
    for number, together in rounds:
        alice, bob = two(number)
        key = us_of(alice).couple.key_id
        due(alice, bob)
        together(*[actions.carry_out_deletions] * 2)
        assert is_gone(alice)
        assert is_gone(bob)
        assert Key.objects.get(pk=key).wrapped is None
        assert broken() == []


def test_asked_twice_at_once(rounds):
    for number, together in rounds:
        alice, _ = two(number)
        together(*[partial(people.actions.ask_deletion, alice)] * 2)
        assert Deletion.unscoped.filter(person=alice).count() == 1
        with later(days=8):
            assert actions.carry_out_deletions() == 1
