"""My part: six pieces for somebody on their own, each only theirs; Today and the plan lead along it."""

import pytest

from couples import actions as couples
from recovery import actions
from recovery.plan import catalogue
from tests.cast import join

pytestmark = pytest.mark.django_db
SIX = [
    "the-first-days",
    "what-happened",
    "where-my-lines-are",
    "say-it-with-i",
    "is-this-good-for-me",
    "someone-to-talk-to",
]
WRITTEN = SIX[1:]
SENTENCE = "You’re here on your own, and that’s enough to begin."
CANARY = "a canary that Dana wrote alone"


def test_the_six_are_built_and_what_is_written_in_them_is_only_ones_own():
    assert [piece.id for piece in catalogue.my_part()] == SIX
    assert {piece.id: (piece.built, piece.visibility) for piece in catalogue.my_part()} == {
        "the-first-days": (True, None),
        **dict.fromkeys(WRITTEN, (True, "only-you")),
    }


def test_today_leads_along_it_one_piece_after_the_other(as_dana, dana):
    for piece in catalogue.my_part():
        page = as_dana.get("/today/").text
        assert SENTENCE in page
        assert f'href="/plan/{piece.page}/"' in page
        actions.finish(dana, piece)
    assert "/plan/6/" not in as_dana.get("/today/").text


def test_with_an_invitation_out_it_is_the_same(as_dana, dana):
    before = as_dana.get("/today/").context["page"].leaf
    couples.invite(dana)
    assert as_dana.get("/today/").context["page"].leaf == before


def test_the_plan_has_it_first_and_names_nothing_twice(as_dana, as_alice, couple):
    page = as_dana.get("/plan/").text
    assert page.index("Next for you: The first days") < page.index(SENTENCE)
    page = page.partition(SENTENCE)[2]
    assert page.index("/plan/6/") < page.index("/plan/3/")
    for piece in ("the-first-days", "where-my-lines-are", "someone-to-talk-to"):
        address = f'href="/plan/{catalogue.activity(piece).page}/"'
        assert page.count(address) == 1
        assert address in as_alice.get("/plan/").text
    assert 'id="my-part"' not in as_alice.get("/plan/").text


@pytest.mark.parametrize("piece", WRITTEN)
def test_each_is_kept_and_stays_with_its_writer_when_somebody_joins(as_dana, as_bob, dana, bob, piece):
    question = catalogue.activity(piece).questions[0].id
    address = f"/plan/{catalogue.activity(piece).page}/"
    page = as_dana.get(f"{address}?question=1")
    assert page.status_code == 200
    assert "Only you" in page.text
    answer = as_dana.post(address, {question: CANARY, "revision": "0"})
    assert answer.url == f"{address}kept/"
    assert as_dana.get(answer.url).status_code == 200
    assert as_dana.post(f"{address}draft/", {question: CANARY, "revision": "1"}).status_code == 200
    join(dana, bob)
    assert CANARY in as_dana.get(address).text
    for url in (address, "/today/", "/plan/", "/agreement/", "/agreement/own-lines/"):
        assert CANARY not in as_bob.get(url).text


def test_my_lines_lead_to_where_single_ones_are_kept(as_dana):
    assert 'href="/agreement/own-lines/"' in as_dana.get("/plan/5/").text
