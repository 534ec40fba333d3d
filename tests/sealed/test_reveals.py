"""A pair opens when it is due, by whoever looks first; to seal is the same work, whatever the other has done."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import couples.actions as couples
import people.actions as people
from couples.us import us_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading
from sealed.models import Answer, Draft, Reveal, TakingBack
from sealed.reading import State
from sealed.refusals import Frozen, TakenBackOften
from sealed.sources import SealedSource
from tests.cast import at

pytestmark = pytest.mark.django_db
LIGHT, HEAVY = "/plan/3/", "/plan/30/"
EVENING = datetime(2026, 5, 14, 21, 30, tzinfo=UTC)
MORNING = datetime(2026, 5, 15, 10, tzinfo=UTC)


@pytest.fixture
def light():
    return piece_of(catalogue.activity("why-i-am-here"))


@pytest.fixture
def heavy():
    return piece_of(catalogue.activity("how-full-is-your-cup"))


def say(text):
    return {"hope": {"value": text}}


def work_of(client, address, data):
    """What the database is asked for by a press, without what it is asked about; and what the press answers."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, data)
    shapes = [re.sub(r"'[^']*'|\b[0-9a-f]{32}\b|s\d+_x\d+|\b\d+\b|\?|%s", "·", query["sql"]) for query in asked]
    return shapes, answer.status_code, answer.url


def kept(person, piece):
    return sealed.keep(person, piece, say("a canary")).fingerprint


@pytest.mark.parametrize("address", [LIGHT, HEAVY])
def test_sealing_second_is_the_same_work_as_sealing_first(as_bob, alice, bob, couple, light, heavy, address):
    piece = light if address == LIGHT else heavy
    with at(EVENING):
        words = {"shown": kept(bob, piece)}
        as_bob.get(f"{address}seal/")
        first = work_of(as_bob, f"{address}seal/", words)
        sealed.take_back(bob, piece)
        sealed.seal(alice, piece, say("alice"))
        assert work_of(as_bob, f"{address}seal/", words) == first
        assert len(first[0]) > 5


def test_taking_back_is_the_same_work_whether_the_other_has_sealed(as_bob, alice, bob, couple, heavy):
    with at(EVENING):
        sealed.seal(bob, heavy, say("bob"))
        as_bob.get(f"{HEAVY}sealed/")
        first = work_of(as_bob, f"{HEAVY}answer/removal/", {})
        sealed.seal(bob, heavy, say("bob"))
        sealed.seal(alice, heavy, say("alice"))
        assert work_of(as_bob, f"{HEAVY}answer/removal/", {}) == first


def test_who_seals_opens_nothing_and_the_next_page_does(as_alice, as_bob, alice, bob, couple, light):
    sealed.seal(alice, light, say("alice"))
    words = {"shown": kept(bob, light)}
    assert as_bob.post(f"{LIGHT}seal/", words).url == f"{LIGHT}sealed/"
    assert not Reveal.unscoped.exists()
    assert as_bob.get(f"{LIGHT}sealed/").url == f"{LIGHT}opening/"
    assert Reveal.unscoped.count() == 1


@pytest.mark.parametrize("address", [LIGHT, f"{LIGHT}answer/", f"{LIGHT}sealed/", f"{LIGHT}look-again/"])
def test_whichever_page_of_it_looks_first_leads_to_the_opening(as_alice, alice, bob, couple, light, address):
    for person in (alice, bob):
        sealed.seal(person, light, say(person.name))
    assert as_alice.get(address).url == f"{LIGHT}opening/"
    assert Reveal.unscoped.count() == 1


def test_today_says_so_when_it_looks_first(as_alice, alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, say(person.name))
    assert f'href="{LIGHT}opening/"' in as_alice.get("/today/").text
    assert Reveal.unscoped.count() == 1


def test_the_tick_opens_what_nobody_looked_at(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    for moment, count in ((MORNING - timedelta(seconds=1), 0), (MORNING, 1), (MORNING + timedelta(days=3), 1)):
        with at(moment):
            SealedSource().prepare()
        assert Reveal.unscoped.count() == count
    assert Reveal.unscoped.get().opens_at == MORNING


def test_an_answer_tells_the_day_of_its_sealing_and_no_time(alice, couple, light, heavy):
    for moment in (EVENING, EVENING - timedelta(hours=9)):
        with at(moment):
            sealed.seal(alice, light, say("alice"))
            sealed.seal(alice, heavy, say("alice"))
        stored = set(Answer.unscoped.values_list("opens_from", flat=True))
        assert stored == {datetime(2026, 5, 14, tzinfo=UTC), MORNING}
        sealed.take_back(alice, light)
        sealed.take_back(alice, heavy)


def test_news_of_it_are_owed_from_when_it_was_opened_however_late(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    late = MORNING + timedelta(days=30)
    with at(late):
        SealedSource().prepare()
        owed = list(SealedSource().owed(late - timedelta(days=7), late + timedelta(days=1)))
    assert {row.person_id for row in owed if row.kind == "opened"} == {alice.pk, bob.pk}


def test_changed_words_do_not_put_the_opening_off(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    with at(MORNING - timedelta(hours=1)):
        sealed.seal(alice, heavy, say("changed"))
    with at(MORNING):
        assert reading.state_of(us_of(bob), heavy) is State.OPEN


def test_taken_back_and_sealed_again_it_opens_a_morning_later(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    with at(MORNING - timedelta(hours=1)):
        sealed.take_back(alice, heavy)
        sealed.seal(alice, heavy, say("alice again"))
    for moment, state in ((MORNING, State.SEALED), (MORNING + timedelta(days=1), State.OPEN)):
        with at(moment):
            assert reading.state_of(us_of(bob), heavy) is state


def test_what_is_due_is_frozen_before_anybody_has_looked(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    with at(MORNING):
        for deed in (
            lambda: sealed.take_back(alice, heavy),
            lambda: sealed.seal(alice, heavy, say("other")),
            lambda: sealed.keep(alice, heavy, say("other")),
        ):
            with pytest.raises(Frozen):
                deed()
    assert not Reveal.unscoped.exists()
    assert not Draft.unscoped.exists()


def test_what_was_due_when_one_left_had_opened(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
    with at(MORNING):
        couples.leave(bob)
    assert Answer.unscoped.count() == 2
    assert Reveal.unscoped.count() == 1


def test_a_pair_of_a_closed_space_does_not_open_later(alice, bob, couple, heavy):
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, heavy, say(person.name))
        couples.leave(bob)
    with at(MORNING):
        assert not sealed.open_due()
    assert not Reveal.unscoped.exists()


def test_one_piece_is_taken_back_three_times_a_day_at_most(as_alice, alice, couple, heavy, light):
    with at(EVENING):
        for _ in range(3):
            sealed.seal(alice, heavy, say("alice"))
            assert as_alice.post(f"{HEAVY}answer/removal/").url == HEAVY
        sealed.seal(alice, heavy, say("alice"))
        answer = as_alice.post(f"{HEAVY}answer/removal/")
        assert (answer.status_code, Answer.unscoped.count()) == (409, 1)
        assert "You’ve taken this back three times today" in answer.text
        sealed.seal(alice, light, say("alice"))
        assert as_alice.post(f"{LIGHT}answer/removal/").url == LIGHT
    with at(EVENING + timedelta(days=1)):
        assert as_alice.post(f"{HEAVY}answer/removal/").url == HEAVY
    assert TakingBack.unscoped.filter(piece=heavy.id).count() == 1


def test_another_zone_gives_no_more_times(alice, couple, heavy):
    with at(EVENING):
        for zone in ("UTC", "Pacific/Kiritimati", "Etc/GMT+12"):
            people.choose_time(alice, zone, 18)
            sealed.seal(alice, heavy, say("alice"))
            sealed.take_back(alice, heavy)
        people.choose_time(alice, "UTC", 18)
        sealed.seal(alice, heavy, say("alice"))
        with pytest.raises(TakenBackOften):
            sealed.take_back(alice, heavy)


def test_what_is_not_sealed_counts_no_taking_back(as_alice, alice, couple):
    with at(EVENING):
        for _ in range(4):
            as_alice.post(f"{HEAVY}answer/removal/")
    assert not TakingBack.unscoped.exists()
