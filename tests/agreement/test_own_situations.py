"""Situations of their own, beside a topic: their author’s until its round opens, then both rate them."""

import re

import pytest

from agreement.actions import add_situation, remove_situation
from agreement.models import OwnSituation
from agreement.pieces.topic import with_own
from agreement.refusals import RoundOpened, TooManySituations
from agreement.situations.deck import topic
from couples import actions as couples
from sealed import actions as sealed
from tests.agreement.cards import AT, open_to, piece, rates
from tests.browser.looking import said
from tests.cast import join, make_person

pytestmark = pytest.mark.django_db


def test_an_own_situation_is_its_authors_until_the_topic_opens_and_of_the_next_round(
    as_alice, as_bob, alice, bob, couple
):
    as_alice.post(f"{AT}own/", {"title": "The spare key", "text": "One of us writes “busy” into it."})
    assert "The spare key" in as_alice.get(f"{AT}own/").text
    assert "The spare key" not in as_bob.get(f"{AT}own/").text
    assert OwnSituation.objects.visible_to(bob).count() == 0
    rates(alice, "fine")
    rates(bob, "fine")
    open_to(alice, bob)
    for client in (as_alice, as_bob):
        assert "One of us writes “busy” into it." in client.get(f"{AT}opening/").text
    assert "The spare key" not in [card.title for card in piece(1).cards]
    for person in (alice, bob):
        [second] = with_own(person, [(topic(1), 2)])
        assert second.cards[-1].title == "The spare key"
        sealed.seal(person, second, said(**{second.cards[-1].id: {"rating": "depends"}}))
    open_to(alice, round_=2)
    assert "The spare key" in as_alice.get("/agreement/cards/1-2/opening/").text


def test_an_own_situation_can_be_deleted_until_it_has_opened(as_alice, alice, bob, couple):
    row = add_situation(alice, piece().id, "A title", "One of us.")
    assert add_situation(alice, piece().id, "A title", "One of us.") == row
    remove_situation(bob, row.pk)
    as_alice.post(f"{AT}own/", {"remove": str(row.pk)})
    as_alice.post(f"{AT}own/", {"remove": str(row.pk)})
    assert OwnSituation.unscoped.count() == 0
    row = add_situation(alice, piece().id, "A title", "One of us.")
    rates(alice, "fine")
    rates(bob, "fine")
    open_to(alice)
    remove_situation(alice, row.pk)
    assert OwnSituation.unscoped.count() == 1


def test_nothing_is_added_to_a_round_that_has_opened(alice, bob, couple):
    add_situation(alice, piece().id, "Before", "One of us.")
    rates(alice, "fine")
    rates(bob, "fine")
    with pytest.raises(RoundOpened):
        add_situation(alice, piece().id, "After", "One of us.")
    assert add_situation(alice, piece().id, "Before", "One of us.").title == "Before"
    assert OwnSituation.unscoped.count() == 1


def test_what_is_typed_while_the_round_opens_goes_with_the_next(as_alice, as_bob, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "fine")
    typed = {"title": "The spare key", "text": "One of us, after."}
    answer = as_alice.post(f"{AT}own/", typed)
    assert answer.status_code == 409
    assert "Save them again, and they’ll go with the next round." in answer.text
    assert "One of us, after." in answer.text
    action = re.search(r'action="([^"]+/own/)"', answer.text)[1]
    assert as_alice.post(action, typed)["Location"] == action == "/agreement/cards/1-2/own/"
    assert OwnSituation.unscoped.get().piece == piece(2).id
    assert "The spare key" not in as_bob.get("/agreement/cards/1-2/own/").text


def test_three_own_situations_a_round(as_alice, alice, couple):
    for number in range(3):
        add_situation(alice, piece().id, f"Title {number}", "One of us.")
    with pytest.raises(TooManySituations):
        add_situation(alice, piece().id, "Title 4", "One of us.")
    answer = as_alice.post(f"{AT}own/", {"title": "Title 4", "text": "One of us."})
    assert answer.status_code == 409
    assert "There’s no room for another situation" in answer.text
    assert "Title 4" in answer.text


def test_a_situation_of_a_former_couple_is_in_no_later_one(alice, bob, couple):
    row = add_situation(alice, piece().id, "With Bob", "One of us.")
    couples.leave(bob)
    eve = make_person("eve")
    join(alice, eve)
    for person in (alice, eve):
        rates(person, "fine")
    open_to(alice, eve)
    assert row.title not in [card.title for card in with_own(alice, [(topic(1), 2)])[0].cards]
    assert OwnSituation.objects.visible_to(eve).count() == 0
