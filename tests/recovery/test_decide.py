"""*Are we still in?*: each chooses alone; in the morning both read the text for their two choices."""

from datetime import timedelta
from itertools import combinations_with_replacement

import pytest

import couples.actions
from recovery.kinds.decide import choice_of, outcomes_of
from recovery.plan import catalogue
from tests.cast import at
from tests.recovery.test_walk import EVENING
from tests.writing import shown_on

pytestmark = pytest.mark.django_db
PAGE = "/plan/41/"
ACTIVITY = catalogue.activity("are-we-still-in")
OPTIONS = [option.id for option in choice_of(ACTIVITY).options]
CHOICE = choice_of(ACTIVITY).id


def choose(client, option, **more):
    answer = client.post(PAGE, {CHOICE: option, "revision": "0", **more})
    assert answer.status_code == 302, answer.text
    assert client.post(f"{PAGE}seal/", shown_on(client, f"{PAGE}seal/")).url == f"{PAGE}sealed/"


def morning():
    return at(EVENING + timedelta(hours=14))


def opened(client):
    client.post(f"{PAGE}opening/")
    return client.get(f"{PAGE}opening/").text


def test_four_choices_make_ten_texts():
    assert OPTIONS == ["go-on", "slower", "pause", "part-well"]
    assert len(outcomes_of(ACTIVITY)) == 10


@pytest.mark.parametrize(("mine", "theirs"), list(combinations_with_replacement(OPTIONS, 2)))
def test_both_read_the_text_for_their_two_choices(as_alice, as_bob, couple, mine, theirs):
    outcome = outcomes_of(ACTIVITY)[frozenset((mine, theirs))]
    with at(EVENING):
        choose(as_alice, mine)
        choose(as_bob, theirs)
        assert outcome["title"] not in as_alice.get(f"{PAGE}opening/", follow=True).text
    with morning():
        pages = [opened(client) for client in (as_alice, as_bob)]
    assert [outcome["title"] in page for page in pages] == [True, True]
    others = [each["title"] for each in outcomes_of(ACTIVITY).values() if each is not outcome]
    assert not [title for title in others for page in pages if f">{title}<" in page]


def test_the_envelope_says_where_not_to_open_it(as_alice, as_bob, couple):
    with at(EVENING):
        choose(as_alice, "go-on")
        choose(as_bob, "go-on")
    with morning():
        assert "Don’t open this at work" in as_alice.get(f"{PAGE}opening/").text


@pytest.mark.parametrize("instead", [{f"{CHOICE}-in-person": "on"}, {CHOICE: "", "why": "I don’t know"}])
def test_a_choice_that_one_did_not_write_stays_folded_and_has_no_text(as_alice, as_bob, couple, instead):
    with at(EVENING):
        choose(as_alice, "part-well", why="I am tired")
        choose(as_bob, "go-on", **instead)
    with morning():
        page = opened(as_bob)
    label = choice_of(ACTIVITY).label_of("part-well")
    assert (label in page, 'id="outcome"' in page) == (False, False)


@pytest.mark.parametrize("wrong", ["stay", "go-on,pause", "<b>", "x" * 100_000])
def test_what_is_not_on_the_page_cannot_be_chosen(as_alice, couple, wrong):
    answer = as_alice.post(PAGE, {CHOICE: wrong, "why": "kept as typed", "revision": "0"})
    assert (answer.status_code, "kept as typed" in answer.text) == (422, True)
    assert "Error: Choose one of these." in answer.text


def test_wanting_to_part_shows_the_way_and_nobody_else_hears_of_it(as_alice, as_bob, couple, alice):
    with at(EVENING):
        choose(as_alice, "part-well")
        before = as_bob.get("/today/").text
        couples.actions.leave(alice)
        assert "part-well" not in before
    with morning():
        assert as_bob.get(f"{PAGE}opening/").status_code in (302, 404)
