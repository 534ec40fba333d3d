"""*Where my lines are*: the way to the cards, and questions for who would rather write."""

import pytest

import clock
from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from agreement.topics import has_rated
from couples.us import us_of
from recovery.plan import catalogue
from recovery.reading import finished_by
from sealed import actions as sealed
from tests.browser.looking import said

pytestmark = pytest.mark.django_db

PIECE, AT = "where-my-lines-are", "/plan/5/"


def test_it_leads_to_the_cards(as_dana, as_alice, couple):
    for client in (as_dana, as_alice):
        page = client.get(AT).text
        assert 'class="button" href="/agreement/cards/"' in page
        assert f'href="{AT}?question=1"' in page
        assert "<textarea" not in page


def test_what_was_written_here_is_what_it_shows(as_dana):
    assert as_dana.post(AT, {"question": "1", "asks": "fine", "fine": "Dancing.", "revision": "0"}).status_code == 302
    assert "Dancing." in as_dana.get(AT).text
    assert "<textarea" in as_dana.get(AT).text


@pytest.mark.parametrize("round_", [0, 1])
def test_it_is_finished_once_a_topic_is_begun(dana, alice, couple, round_):
    person = alice if round_ else dana
    today = clock.today(person.tz)
    assert (PIECE in finished_by(us_of(person)), has_rated(us_of(person), today)) == (False, False)
    sealed.keep(person, TopicPiece(topic(2), round_), said(wink={"rating": "fine"}))
    assert (PIECE in finished_by(us_of(person)), has_rated(us_of(person), today)) == (True, True)


def test_a_line_that_is_typed_is_no_rating(alice, couple, as_alice):
    as_alice.post("/agreement/clauses/draft/", {"text": "We tell each other.", "topic": "", "revision": 0})
    assert not has_rated(us_of(alice), clock.today(alice.tz))


def test_today_goes_on_once_a_topic_is_begun(as_dana, dana):
    for piece in catalogue.my_part()[:2]:
        as_dana.post(f"/plan/{piece.page}/done/")
        for question in piece.questions:
            as_dana.post(f"/plan/{piece.page}/", {question.id: "Words.", "revision": "0"})
            break
    assert f'href="{AT}"' in as_dana.get("/today/").text
    as_dana.post("/agreement/cards/1-0/", {"old-photos": "fine", "revision": 0})
    assert f'href="{AT}"' not in as_dana.get("/today/").text
