"""What somebody began and is not done with comes up first, on Today and on the plan, and can be put off."""

import pytest

import sealed.actions as sealed
from recovery.pieces import piece_of
from recovery.plan import catalogue
from tests.cast import later
from tests.writing import reflect

pytestmark = pytest.mark.django_db
LATER_PIECE = "how-full-is-your-cup"
FOLDS = "/today/folds/"
WORDS = {"close": {"value": 3}}


def begin(person, piece=LATER_PIECE, words=WORDS):
    sealed.keep(person, piece_of(catalogue.activity(piece)), words)


def test_it_comes_before_what_is_next_and_only_for_its_writer(as_alice, as_bob, alice, couple):
    with later(days=10):
        before = [as_bob.get("/today/").context["page"], as_bob.get("/plan/").context["leaf"]]
        begin(alice)
        page = as_alice.get("/plan/").text
        assert "Next for you: How full is your cup" in page
        assert "You began this, and your words are saved." in page
        assert [as_bob.get("/today/").context["page"], as_bob.get("/plan/").context["leaf"]] == before


def test_the_first_of_two_says_that_it_was_begun(as_alice, alice, couple):
    assert "You each start with" in as_alice.get("/today/").text
    begin(alice, "why-i-am-here", {"hope": {"value": "we laugh"}})
    page = as_alice.get("/today/").text
    assert all(words in page for words in ("You’ve both joined", "You began this", "Continue"))


def test_alone_it_comes_before_ones_own_path(as_dana, dana):
    assert "You began this" not in as_dana.get("/today/").text
    begin(dana, "is-this-good-for-me", {catalogue.activity("is-this-good-for-me").questions[0].id: {"value": "mostly"}})
    page = as_dana.get("/today/").text
    assert all(words in page for words in ("Is this good for me", "You began this, and your words are saved."))


def test_done_or_thrown_away_it_comes_no_more(as_dana, dana):
    piece = catalogue.activity("is-this-good-for-me")
    for _ in range(2):
        reflect(dana, piece, {piece.questions[0].id: {"value": "mostly"}})
        assert "You began this" not in as_dana.get("/today/").text
        as_dana.post(f"/plan/{piece.page}/removal/")
    begin(dana, piece.id, {piece.questions[0].id: {"value": "mostly"}})
    assert "You began this" in as_dana.get("/today/").text
    as_dana.post(f"/plan/{piece.page}/removal/")
    assert "You began this" not in as_dana.get("/today/").text


def test_put_off_it_leaves_what_is_next(as_dana, dana):
    upcoming = as_dana.get("/today/").context["page"].leaf.key
    begin(dana, LATER_PIECE)
    assert as_dana.get("/today/").context["page"].leaf.key == f"next-{LATER_PIECE}"
    as_dana.post(FOLDS, {"leaf": f"next-{LATER_PIECE}"})
    page = as_dana.get("/today/").context["page"]
    assert (page.leaf.key, [leaf.key for leaf in page.folded]) == (upcoming, [f"next-{LATER_PIECE}"])


def test_what_is_written_on_a_screen_can_be_deleted_from_there(as_alice, alice, couple):
    address = piece_of(catalogue.activity(LATER_PIECE)).address()
    assert "Delete what I’ve written" not in as_alice.get(address).text
    begin(alice)
    assert f'href="{address}removal/"' in as_alice.get(address).text
