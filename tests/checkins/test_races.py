"""At the same moment: two writers meet in PostgreSQL, and queue in SQLite."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from checkins import actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from checkins.refusals import CheckInClosed
from sealed import actions as sealed
from sealed.models import Answer, Reveal, TakingBack
from tests.cast import at

from .conftest import EVENING, say

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*calls: Callable[[], Any]) -> None:
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        try:
            with at(EVENING):
                barrier.wait(timeout=10)
                call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        for future in [pool.submit(run, call) for call in calls]:
            future.result(timeout=30)


def test_two_who_seal_at_once_make_one_reveal(alice, bob, check_in):
    for _ in range(ROUNDS):
        with at(EVENING):
            kept = [
                (person, sealed.keep(person, CheckInPiece(check_in), say("x")).fingerprint) for person in (alice, bob)
            ]
        at_once(*(partial(sealed.seal_draft, person, CheckInPiece(check_in), shown) for person, shown in kept))
        assert Answer.unscoped.count() == 2
        assert not Reveal.unscoped.exists()
        with at(EVENING):
            for person in (alice, bob):
                sealed.take_back(person, CheckInPiece(check_in))
            TakingBack.unscoped.all().delete()


def test_pressed_at_once_in_two_tabs_it_is_sealed_once(alice, check_in):
    with at(EVENING):
        shown = sealed.keep(alice, CheckInPiece(check_in), say("x")).fingerprint
    at_once(*[lambda: sealed.seal_draft(alice, CheckInPiece(check_in), shown)] * 4)
    assert Answer.unscoped.count() == 1


def test_rolled_at_once_by_four_it_is_one_row(check_in, couple):
    at_once(*[lambda: actions.roll(couple)] * 4)
    assert CheckIn.unscoped.count() == 2


def test_a_rhythm_chosen_by_both_at_once_is_one(alice, bob, couple):
    at_once(
        lambda: actions.set_rhythm(alice, 1, EVENING.date()),
        lambda: actions.set_rhythm(bob, 3, EVENING.date()),
    )
    assert CheckIn.unscoped.count() == 2


def test_closed_by_one_while_the_other_seals_nothing_opens(alice, bob, check_in):
    with at(EVENING):
        shown = sealed.keep(bob, CheckInPiece(check_in), say("x")).fingerprint

    def seal() -> None:
        with suppress(CheckInClosed):
            sealed.seal_draft(bob, CheckInPiece(check_in), shown)

    at_once(seal, lambda: actions.close(alice, check_in))
    assert not Answer.unscoped.exists()
    assert CheckIn.unscoped.get(pk=check_in.pk).closed_on == EVENING.date()
