"""*How full is your cup*: seven numbers and their sentences, each opened against its like, the numbers behind."""

import re
from datetime import timedelta

import pytest

from recovery.plan import catalogue
from tests.cast import at
from tests.recovery.test_walk import EVENING
from tests.writing import shown_on

pytestmark = pytest.mark.django_db
PAGE = "/plan/30/"
ACTIVITY = catalogue.activity("how-full-is-your-cup")
IDS = [question.id for question in ACTIVITY.questions]


def seal(client, **said):
    answer = client.post(PAGE, {**said, "revision": "0"})
    assert answer.status_code == 302, answer.text
    client.post(f"{PAGE}seal/", shown_on(client, f"{PAGE}seal/"))


def opened_to(client):
    with at(EVENING + timedelta(hours=14)):
        client.post(f"{PAGE}opening/")
        return re.sub(r"\s+", " ", client.get(f"{PAGE}opening/").text)


def test_seven_needs_of_which_ten_is_good():
    assert IDS == ["close", "touch", "understood", "valued", "time", "fights", "changes"]
    assert {question.kind for question in ACTIVITY.questions} == {"scale"}


def test_the_numbers_stand_behind_their_sentences(as_alice, as_bob, couple):
    with at(EVENING):
        seal(as_alice, close="3", **{"close-words": "You sleep downstairs."})
        seal(as_bob, close="0", **{"close-words": "I miss you."})
    page = opened_to(as_alice)
    sentence, fold = page.index("You sleep downstairs."), page.index("Both numbers")
    assert sentence < fold < page.index("You: 3 of 10. Bob: 0 of 10.")
    assert "<details> <summary>Both numbers" in page
    assert page.count(ACTIVITY.questions[0].prompt()) == 1


def test_a_sentence_is_not_read_for_the_price_of_a_number(as_alice, as_bob, couple):
    with at(EVENING):
        seal(as_alice, close="3")
        seal(as_bob, close="8", **{"close-words": "I miss you."})
    page = opened_to(as_alice)
    assert ("I miss you." in page, "You: 3 of 10. Bob: 8 of 10." in page) == (False, True)


def test_a_number_that_only_one_gave_stays_folded(as_alice, as_bob, couple):
    with at(EVENING):
        seal(as_alice, **{"close-words": "You sleep downstairs."})
        seal(as_bob, close="8", **{"close-words": "I miss you."})
    page = opened_to(as_alice)
    assert ("I miss you." in page, "8 of 10" in page) == (True, False)
    assert "Neither of you sees the other’s number" in page


def test_said_in_person_folds_number_and_sentence(as_alice, as_bob, couple):
    with at(EVENING):
        seal(as_alice, close="3", **{"close-words": "You sleep downstairs.", "close-in-person": "on"})
        seal(as_bob, close="8", **{"close-words": "I miss you."})
    for page in (opened_to(as_alice), opened_to(as_bob)):
        assert not re.search(r"sleep downstairs|I miss you|\d of 10", page)
        assert page.count("Neither of you sees what the other may have written") == 1


def test_nothing_is_added_up_or_compared(as_alice, as_bob, couple):
    with at(EVENING):
        for client, number in ((as_alice, "3"), (as_bob, "8")):
            seal(client, **dict.fromkeys(IDS, number))
    page = opened_to(as_alice)
    assert page.count("You: 3 of 10. Bob: 8 of 10.") == 7
    assert not re.search(r"\b(21|56|11|5|2[.]9|higher|lower|average|total)\b of|more than Bob", page)


@pytest.mark.parametrize("number", ["11", "-1", "5.5", "ten", "9" * 1000])
def test_a_number_off_the_scale_gets_a_sentence_and_nothing_is_lost(as_alice, couple, number):
    answer = as_alice.post(PAGE, {"close": number, "close-words": "kept as typed", "revision": "0"})
    assert (answer.status_code, "kept as typed" in answer.text) == (422, True)
    assert "Error: Choose one of these." in answer.text


def test_ones_own_number_is_read_back_with_its_sentence(as_alice, couple):
    with at(EVENING):
        seal(as_alice, close="0", **{"close-words": "You sleep downstairs."})
        assert "0 of 10\nYou sleep downstairs." in as_alice.get(f"{PAGE}answer/").text
        page = as_alice.get(f"{PAGE}?question=1").text
    assert re.search(r'name="close" value="0"[^>]*checked', page)
    assert "You sleep downstairs." in page
