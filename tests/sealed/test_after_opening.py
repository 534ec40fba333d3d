"""The end of an opened page: a sentence to say, what comes next after a first opening, and that it is enough."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreement import actions as agreement
from couples.models import NotToday
from recovery import actions as recovery
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.cast import at
from tests.checkins.conftest import put_in_force

pytestmark = pytest.mark.django_db
URL = "/plan/3/opening/"
FOR_NOW = 'href="/plan/2/"'
NIGHT, NOON = datetime(2027, 5, 14, 21, tzinfo=UTC), datetime(2027, 5, 15, 12, tzinfo=UTC)


@pytest.fixture
def light():
    return piece_of(catalogue.activity("why-i-am-here"))


@pytest.fixture
def opened(alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, {"hope": {"value": "we laugh"}})
    sealed.mark_opened(alice, light)


def test_there_is_a_sentence_to_say_before_anything_else(as_alice, opened):
    page = as_alice.get(URL).text
    assert "“Thank you for writing that.”" in page
    assert page.index("Thank you for writing that.") < page.index(FOR_NOW) < page.index("That’s enough for to")


def test_after_ones_first_opening_comes_for_now(as_alice, as_bob, bob, opened, light):
    for client in (as_alice, as_bob):
        client.post(URL)
        page = client.get(URL).text
        assert FOR_NOW in page
        assert "For now" in page
        assert page.count('class="button"') == 1


def test_after_another_it_does_not(as_alice, alice, bob, opened):
    cup = piece_of(catalogue.activity("are-we-still-in"))
    choice = catalogue.activity("are-we-still-in").questions[0]
    with at(NIGHT):
        for person in (alice, bob):
            sealed.seal(person, cup, {choice.id: {"value": choice.options[0].id}})
    assert FOR_NOW in as_alice.get(URL).text
    with at(NOON):
        sealed.mark_opened(alice, cup)
    assert FOR_NOW not in as_alice.get(URL).text


def test_what_the_other_has_opened_does_not_show(as_alice, bob, opened, light):
    before = FOR_NOW in as_alice.get(URL).text
    sealed.mark_opened(bob, light)
    assert before is (FOR_NOW in as_alice.get(URL).text) is True


@pytest.mark.parametrize("text", ["a draft", "in force", "carried on without"])
def test_nor_once_there_is_a_text_or_one_has_carried_on_without(text, as_alice, alice, bob, opened):
    if text == "a draft":
        agreement.begin_draft(bob)
    elif text == "in force":
        put_in_force(alice, bob, "We eat without phones.")
    else:
        recovery.finish(alice, catalogue.activity("for-now"))
    page = as_alice.get(URL).text
    assert FOR_NOW not in page
    assert '<button class="button">That’s enough for to' in page


@pytest.mark.parametrize(("moment", "label"), [(NIGHT, "tonight"), (NOON, "today")])
def test_enough_folds_what_comes_next_until_tomorrow(moment, label, alice, bob, couple, light, signed_in):
    with at(moment):
        for person in (alice, bob):
            sealed.seal(person, light, {"hope": {"value": "we laugh"}})
        client = signed_in(alice)
        client.post(URL)
        assert f">That’s enough for {label}</button>" in client.get(URL).text
        assert 'id="leaf-title">The first days' in client.get("/today/").text
        assert client.post("/today/folds/", {"leaf": "enough"}).url == "/today/"
        page = client.get("/today/").text
        assert 'id="leaf-title">That’s enough for today' in page
        assert 'class="leaf folded"' in page
        assert NotToday.objects.visible_to(alice).get().leaf == "enough"
        assert 'id="leaf-title">Your answers are ready to open' in signed_in(bob).get("/today/").text
    with at(moment.replace(day=moment.day + 1)):
        assert 'id="leaf-title">The first days' in signed_in(alice).get("/today/").text


def test_enough_folds_nothing_that_has_opened(as_bob, opened):
    as_bob.post("/today/folds/", {"leaf": "enough"})
    assert 'id="leaf-title">Your answers are ready to open' in as_bob.get("/today/").text


def test_whether_it_is_the_first_costs_no_query(alice, as_alice, opened, bob):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            as_alice.get(URL)
        return len(queries)

    as_alice.get("/more/")
    agreement.begin_draft(bob)
    first = cost()
    with at(NIGHT):
        cup = piece_of(catalogue.activity("how-full-is-your-cup"))
        question = catalogue.activity("how-full-is-your-cup").questions[0].id
        for person in (alice, bob):
            sealed.seal(person, cup, {question: {"value": 3}})
    with at(NOON):
        sealed.mark_opened(alice, cup)
    assert (first, cost()) == (10, 8)
