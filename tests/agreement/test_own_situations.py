"""Situations of their own, beside a topic: their author’s until its round opens, then both rate them."""

import re

import pytest

import people.actions as people
from agreement import actions
from agreement.actions import add_situation, take_situation_out
from agreement.actions.half_typed import of_situation
from agreement.models import OwnSituation
from agreement.pieces import find_pieces
from agreement.pieces.topic import with_own
from agreement.refusals import RoundOpened, TooManySituations
from agreement.situations.deck import topic
from couples import actions as couples
from people.models import Interruption
from sealed import actions as sealed
from sealed.models import Draft
from tests.agreement.cards import AT, open_to, piece, rates, typed_in
from tests.agreement.conftest import hidden, page_of
from tests.browser.looking import said
from tests.cast import client_of, join, later, make_person

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
    take_situation_out(bob, row.pk)
    as_alice.post(f"{AT}own/removal/", {"situation": str(row.pk)})
    as_alice.post(f"{AT}own/removal/", {"situation": str(row.pk)})
    assert OwnSituation.unscoped.count() == 0
    row = add_situation(alice, piece().id, "A title", "One of us.")
    rates(alice, "fine")
    rates(bob, "fine")
    open_to(alice)
    take_situation_out(alice, row.pk)
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


def later_titles(*persons, round_=2):
    return [
        [card.title for card in with_own(person, [(topic(1), round_)])[0].cards if card.is_own] for person in persons
    ]


@pytest.mark.parametrize("by_author", [True, False])
def test_either_leaves_one_out_of_the_rounds_to_come_and_the_opened_ones_keep_it(
    as_alice, as_bob, alice, bob, couple, by_author
):
    row = add_situation(bob, piece().id, "You are filth", "One of us.")
    for round_ in (1, 2):
        for person in (alice, bob):
            [cards] = with_own(person, [(topic(1), round_)])
            sealed.seal(person, cards, said(**{card: {"rating": "fine"} for card in cards.questions}))
        open_to(alice, bob, round_=round_)
    client = as_bob if by_author else as_alice
    page = client.get("/agreement/cards/1-3/own/").text
    assert "You are filth" in page
    assert client.post("/agreement/cards/1-3/own/removal/", {"situation": str(row.pk)}).status_code == 302
    assert later_titles(alice, bob, round_=3) == [[], []]
    assert later_titles(alice, bob, round_=2) == [["You are filth"]] * 2
    for each in (as_alice, as_bob):
        assert "You are filth" in each.get("/agreement/cards/1-2/opening/").text
        assert "You are filth" not in each.get("/agreement/cards/1-3/own/").text
        assert "left it out" not in each.get("/today/").text


def test_the_way_to_leave_one_out_is_there_before_anything_is_rated_again(as_alice, alice, bob, couple):
    add_situation(bob, piece().id, "You are filth", "One of us.")
    for person in (alice, bob):
        rates(person, "fine")
    open_to(alice)
    way = 'href="/agreement/cards/1-2/own/"'
    for path in (f"{AT}opening/", "/agreement/cards/1-2/"):
        assert way in as_alice.get(path).text
    assert "Leave it out from now on" in as_alice.get("/agreement/cards/1-2/own/").text


def test_before_it_opens_only_its_author_takes_it_away(as_bob, alice, bob, couple):
    row = add_situation(alice, piece().id, "A title", "One of us.")
    as_bob.post(f"{AT}own/removal/", {"situation": str(row.pk)})
    assert OwnSituation.unscoped.get().last_round is None


@pytest.mark.parametrize("situation", ["", "x", "\0", "0" * 400])
def test_a_situation_that_is_none(as_alice, alice, couple, situation):
    add_situation(alice, piece().id, "A title", "One of us.")
    assert as_alice.post(f"{AT}own/removal/", {"situation": situation}).status_code == 404
    assert OwnSituation.unscoped.count() == 1


def test_what_is_being_typed_stays_when_another_is_deleted(as_alice, alice, couple):
    row = add_situation(alice, piece().id, "A title", "One of us.")
    typed = {"title": "Another", "text": "Long words.", "situation": str(row.pk)}
    page = as_alice.post(f"{AT}own/removal/", typed)
    assert (page.status_code, OwnSituation.unscoped.count()) == (200, 0)
    assert "Long words." in page.text
    assert "Another" in page.text


@pytest.mark.parametrize("has_rated", [True, False])
def test_what_is_typed_while_the_other_leaves_is_shown_again(as_alice, alice, bob, couple, has_rated):
    if has_rated:
        rates(alice, "fine")
    couples.leave(bob)
    page = as_alice.post(f"{AT}own/", {"title": "The key", "text": "Typed long words."})
    assert page.status_code == 409
    assert "Typed long words." in page.text
    assert OwnSituation.unscoped.count() == 0


def test_what_was_typed_for_one_partner_does_not_go_to_the_next(as_alice, alice, bob, couple):
    saw = re.search(r'name="saw" value="([^"]+)"', as_alice.get(f"{AT}own/").text)[1]
    couples.leave(bob)
    join(alice, make_person("eve"))
    sent = {"title": "About Bob", "text": "Typed long words.", "saw": saw}
    page = as_alice.post(f"{AT}own/", sent)
    assert (page.status_code, OwnSituation.unscoped.count()) == (409, 0)
    assert "Your shared space has changed" in page.text
    assert "Typed long words." in page.text
    saw = re.search(r'name="saw" value="([^"]+)"', page.text)[1]
    assert as_alice.post(f"{AT}own/", {**sent, "saw": saw}).status_code == 302


def test_what_is_typed_when_a_session_ends_by_itself_is_sent_again(alice, couple, settings):
    settings.TWOFOLD_IDLE_SECONDS = 900
    client = client_of(alice)
    assert client.get(f"{AT}own/").status_code == 200
    with later(hours=2):
        client.post(f"{AT}own/", {"title": "The key", "text": "Typed long words."})
    assert "Typed long words." in str(Interruption.unscoped.get(person=alice).body)


def test_one_that_never_opened_can_still_be_deleted_after_its_space_has_closed(as_alice, alice, bob, couple):
    row = add_situation(alice, piece().id, "Mine alone", "One of us.")
    couples.leave(bob)
    join(alice, make_person("eve"))
    client = client_of(alice)
    assert "Mine alone" in client.get(f"{AT}own/").text
    client.post(f"{AT}own/removal/", {"situation": str(row.pk)})
    assert OwnSituation.unscoped.count() == 0


def test_ratings_of_it_stay_in_ones_draft_when_the_other_leaves(as_alice, alice, bob, couple):
    add_situation(alice, piece().id, "The spare key", "One of us.")
    for person in (alice, bob):
        rates(person, "fine")
    open_to(alice, bob)
    [second] = with_own(alice, [(topic(1), 2)])
    own = second.cards[-1].id
    sealed.keep(alice, second, said(**{own: {"rating": "depends", "note": "My long note."}}))
    couples.leave(bob)
    sent = {"question": 1, "asks": second.cards[0].id, second.cards[0].id: "fine", "revision": 1}
    assert client_of(alice).post("/agreement/cards/1-2/", sent).status_code == 302
    assert "My long note." in str(Draft.unscoped.get(person=alice, piece=second.id).body)


def test_its_words_stand_behind_the_veil(as_alice, as_bob, alice, bob, couple):
    add_situation(bob, piece().id, "The spare key", "One of us.")
    for round_ in (1, 2):
        for person in (alice, bob):
            [cards] = with_own(person, [(topic(1), round_)])
            sealed.seal(person, cards, said(**{card: {"rating": "fine"} for card in cards.questions}))
            if person == alice:
                actions.guess(alice, cards.id, {cards.questions[-1]: "not-ok"})
        open_to(alice, bob, round_=round_)
    [third] = with_own(alice, [(topic(1), 3)])
    sealed.seal(alice, third, said(**{card: {"rating": "fine"} for card in third.questions}))
    people.choose_veil(alice, True)
    at = "/agreement/cards"
    shown_at = ("1-2/opening/", "1-3/?question=6", "1-3/answer/", "1-3/guesses/", "1-3/own/")
    for path in (f"{at}/{each}" for each in shown_at):
        page = as_alice.get(path).text
        places = [found.start() for found in re.finditer("The spare key", page)]
        assert places, path
        for place in places:
            assert page.rfind('<details class="veil"', 0, place) > page.rfind("</details>", 0, place), path
    assert "You thought you differed" in as_alice.get(f"{at}/1-2/opening/").text
    assert "The spare key" not in as_alice.get(f"{at}/map/").text
    assert "The spare key" in as_bob.get(f"{at}/map/").text


# -- While it is typed


NOT_FINISHED = "You hadn’t finished this situation. Only you can see it."


def types(client, at=AT, revision=0, **said):
    """As autosave.js sends what is being typed."""
    answer = client.post(f"{at}own/draft/", {"sent_field": list(said), **said, "revision": str(revision)})
    assert answer.status_code == 200, answer.text
    return answer.json()["revision"]


def test_half_of_one_is_in_the_form_again_until_it_is_saved_and_nobody_else_sees_it(as_alice, as_bob, couple):
    before = page_of(as_bob, f"{AT}own/")
    types(as_alice, revision=types(as_alice, title="The spare key"), text="One of us wri")
    page = as_alice.get(f"{AT}own/").text
    assert NOT_FINISHED in page
    assert typed_in(page) == "One of us wri"
    assert hidden(page, "revision") == "2"
    assert page_of(as_bob, f"{AT}own/") == before
    as_alice.post(f"{AT}own/", {"title": "The spare key", "text": "One of us writes.", "revision": "2"})
    assert not Draft.unscoped.exists()
    assert NOT_FINISHED not in as_alice.get(f"{AT}own/").text
    assert OwnSituation.unscoped.get().text == "One of us writes."


def test_each_topic_has_its_own_and_every_round_of_it_the_same(as_alice, alice, bob, couple):
    types(as_alice, text="One of us wri")
    assert NOT_FINISHED not in as_alice.get("/agreement/cards/2-1/own/").text
    for person in (alice, bob):
        rates(person, "fine")
    open_to(alice)
    assert typed_in(as_alice.get("/agreement/cards/1-2/own/").text) == "One of us wri"


def test_cancel_forgets_it_and_one_sent_twice_leaves_what_was_typed_since(as_alice, couple):
    types(as_alice, text="One of us wri")
    assert as_alice.post(f"{AT}own/", {"action": "cancel", "revision": "1"}).url == AT
    assert not Draft.unscoped.exists()
    sent = {"title": "First", "text": "One of us.", "revision": "0"}
    as_alice.post(f"{AT}own/", sent)
    types(as_alice, text="One of us typed since")
    for late in (sent, {"action": "cancel", "revision": "0"}):
        as_alice.post(f"{AT}own/", late)
        assert typed_in(as_alice.get(f"{AT}own/").text) == "One of us typed since"
    assert OwnSituation.unscoped.count() == 1


def test_what_was_half_typed_stays_where_it_is_refused(as_alice, alice, couple):
    for number in range(3):
        add_situation(alice, piece().id, f"Title {number}", "One of us.")
    types(as_alice, text="One of us wri")
    answer = as_alice.post(f"{AT}own/", {"title": "A fourth", "text": "One of us wri", "revision": "1"})
    assert answer.status_code == 409
    assert typed_in(as_alice.get(f"{AT}own/").text) == "One of us wri"


def test_what_was_half_typed_stays_when_the_space_closes(as_alice, bob, couple):
    types(as_alice, text="One of us wri")
    couples.leave(bob)
    assert types(as_alice, revision=1, text="One of us writes on") == 2
    join(Draft.unscoped.get().person, make_person("eve"))
    assert typed_in(as_alice.get(f"{AT}own/").text) == "One of us writes on"


def test_an_export_names_what_was_half_typed(alice):
    [half] = find_pieces(alice, [of_situation("exes")]).values()
    assert str(half.title) == "A situation you were writing"
    assert half.prompts(alice) == {"title": "Title", "text": "What happens"}
    assert half.say(alice, "text", "One of us wri") == "One of us wri"
