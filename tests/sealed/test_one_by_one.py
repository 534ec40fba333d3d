"""What has opened is first read question by question, then all of it stands on one page."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from recovery.kinds.decide import outcomes_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.models import Opening
from tests.cast import at
from together.models import Subject

pytestmark = pytest.mark.django_db
URL = "/plan/3/opening/"
EVENING, MORNING = datetime(2027, 5, 13, 20, tzinfo=UTC), datetime(2027, 5, 14, 10, tzinfo=UTC)
WORDS = {
    "hope": {"value": "we laugh"},
    "give": {"value": "ten minutes"},
    "hard": {"value": "being asked"},
}


@pytest.fixture
def light():
    return piece_of(catalogue.activity("why-i-am-here"))


@pytest.fixture
def both_sealed(alice, bob, couple, light):
    sealed.seal(alice, light, WORDS)
    sealed.seal(bob, light, {name: {"value": f"bob: {said['value']}"} for name, said in WORDS.items()})


def of_both(page):
    """Which of the three answers stand on the page, by both."""
    found = {name for name, said in WORDS.items() if said["value"] in page}
    assert found == {name for name, said in WORDS.items() if f"bob: {said['value']}" in page}
    return found


def test_each_question_stands_alone_once_and_then_all_of_them(as_alice, both_sealed):
    found = []
    address = as_alice.post(URL).url
    while address != URL:
        page = as_alice.get(address).text
        found.append(of_both(page))
        address = page.split('class="button" href="')[1].split('"')[0]
    assert found == [{"hope"}, {"give"}, {"hard"}]
    assert of_both(as_alice.get(URL).text) == {"hope", "give", "hard"}


def test_each_says_which_it_is_and_leads_to_all_of_them_and_to_help(as_alice, both_sealed):
    as_alice.post(URL)
    page = as_alice.get(f"{URL}?question=2").text
    assert ">2 of 3 · Why I’m here</p>" in page
    assert f'<a href="{URL}">Show them all</a>' in page
    assert '<a href="/help/">Help now</a>' in page


@pytest.mark.parametrize("number", ["0", "4", "-1", "²", "x", "", "1" * 300])
def test_where_there_is_no_such_question_there_are_all(number, as_alice, both_sealed):
    as_alice.post(URL)
    answer = as_alice.get(URL, {"question": number})
    assert answer.status_code == 200
    assert of_both(answer.text) == {"hope", "give", "hard"}


def test_before_one_has_opened_it_a_number_shows_the_envelope(as_alice, both_sealed, alice):
    assert as_alice.get(f"{URL}?question=1").text.count("Your answers are ready to open") == 1
    assert of_both(as_alice.get(f"{URL}?question=1").text) == set()
    assert not Opening.objects.visible_to(alice).exists()


def test_what_stays_folded_is_none_of_them(as_alice, alice, bob, couple, light):
    sealed.seal(alice, light, {**WORDS, "give": {"value": "", "in_person": True}})
    sealed.seal(bob, light, {name: {"value": f"bob: {said['value']}"} for name, said in WORDS.items()})
    as_alice.post(URL)
    assert of_both(as_alice.get(f"{URL}?question=1").text) == {"hope"}
    page = as_alice.get(f"{URL}?question=2").text
    assert of_both(page) == {"hard"}
    assert ">2 of 2 · Why I’m here</p>" in page


def test_the_only_one_stands_with_what_comes_after(as_alice, alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, {"hope": {"value": "we laugh"}})
    page = as_alice.get(as_alice.post(URL).url).text
    assert "What you could say first" in page


@pytest.mark.parametrize("sent", [{"screen": "2"}, {}])
def test_what_goes_on_the_talk_list_leads_back_to_where_it_stood(sent, as_alice, both_sealed, couple):
    as_alice.post(URL)
    answer = as_alice.post(f"{URL}talk-list/", {"question": "give", **sent})
    assert answer.url == f"{URL}?question=2#question-give" if sent else f"{URL}#question-give"
    assert Subject.unscoped.filter(couple=couple).count() == 1
    assert "It’s on your talk list." in as_alice.get(answer.url).text


def test_a_number_that_is_none_leads_nowhere_else(as_alice, both_sealed):
    as_alice.post(URL)
    answer = as_alice.post(f"{URL}talk-list/", {"question": "give", "screen": "2&next=//elsewhere"})
    assert answer.url == f"{URL}#question-give"


def test_a_topic_opens_to_its_map(as_alice, alice, bob, couple):
    piece = TopicPiece(topic(1), 1)
    for person in (alice, bob):
        sealed.seal(person, piece, {card.id: {"value": {"rating": "fine"}} for card in piece.cards})
    assert as_alice.post(piece.address("opening")).url == piece.address("opening")
    page = as_alice.get(piece.address("opening")).text
    assert [card.title for card in piece.cards if str(card.title) not in page] == []


def test_two_choices_open_with_what_they_mean_together(as_alice, alice, bob, couple):
    piece, activity = piece_of(catalogue.activity("are-we-still-in")), catalogue.activity("are-we-still-in")
    words = {"choice": {"value": "go-on"}, "why": {"value": "because of the ferry"}}
    with at(EVENING):
        for person in (alice, bob):
            sealed.seal(person, piece, words)
    with at(MORNING):
        page = as_alice.get(as_alice.post(piece.address("opening")).url).text
    assert outcomes_of(activity)[frozenset({"go-on"})]["title"] in page
    assert page.count("because of the ferry") == 2


def test_one_costs_no_more_than_all(as_alice, both_sealed):
    as_alice.post(URL)
    costs = []
    for address in (URL, f"{URL}?question=1"):
        with CaptureQueriesContext(connection) as queries:
            as_alice.get(address)
        costs.append(len(queries))
    assert costs == [10, 8]
