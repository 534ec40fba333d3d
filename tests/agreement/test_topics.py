"""The topics of the deck: which come first, which rounds there are, who is here alone, and where they come up."""

import re

import pytest

import clock
from agreement.actions import choose_topics
from agreement.models import TopicChoice
from agreement.part import AgreementPart
from agreement.situations.deck import topics
from couples import actions as couples
from couples.leaves import Rank
from couples.us import us_of
from sealed import actions as sealed
from sealed import urls
from sealed.models import Answer, Draft
from tests.agreement.cards import AT, EXES, open_to, piece, rates, words_of
from tests.browser.looking import said
from tests.cast import client_of, join

pytestmark = pytest.mark.django_db

SEALING = [page.place for page in urls.SEALING]


def test_topics_that_matter_come_first_and_are_ones_own(as_alice, as_bob, alice, couple):
    assert as_alice.post("/agreement/cards/", {"topics": ["work", "online"]}).status_code == 302
    page = words_of(as_alice.get("/agreement/cards/").text)
    assert page.index("Work") < page.index("Private worlds online") < page.index("Exes")
    theirs = words_of(as_bob.get("/agreement/cards/").text)
    assert theirs.index("Exes") < theirs.index("Work")
    assert TopicChoice.objects.visible_to(alice).get().words == {"topics": ["work", "online"]}


def test_the_choice_comes_first_as_long_as_nothing_is_chosen_or_begun(as_alice, alice, couple):
    choice, topic = "Choose which topics come first", "/agreement/cards/1-1/"
    page = as_alice.get("/agreement/cards/").text
    assert page.index(choice) < page.index(topic)
    rates(alice, "fine")
    page = as_alice.get("/agreement/cards/").text
    assert page.index(f"{topic}") < page.index(choice)


def test_more_than_three_topics_are_refused_with_a_sentence(as_alice, alice, couple):
    answer = as_alice.post("/agreement/cards/", {"topics": ["work", "online", "exes", "public"]})
    assert answer.status_code == 422
    assert "Choose three at most." in answer.text
    with pytest.raises(ValueError, match="4 topics"):
        choose_topics(alice, ["work", "online", "exes", "public"])
    assert TopicChoice.unscoped.count() == 0


@pytest.mark.parametrize("sitting", ["1-2", "1-0", "13-1", "1-9999", "0-1", "1"])
def test_a_round_that_is_not_there_yet(as_alice, couple, sitting):
    assert as_alice.get(f"/agreement/cards/{sitting}/").status_code == 404
    # What is typed on one’s own is kept, whatever the space has become meanwhile.
    sent = {EXES[0]: "fine", "revision": 0}
    for page in ("", "draft/") if sitting != "1-0" else ():
        assert as_alice.post(f"/agreement/cards/{sitting}/{page}", sent).status_code == 404
    assert Draft.unscoped.count() == 0


def test_the_next_round_is_there_once_the_first_has_opened_and_changes_nothing_of_it(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice, bob)
    assert as_alice.get("/agreement/cards/1-2/").status_code == 200
    for person in (alice, bob):
        rates(person, "depends", round_=2)
    open_to(alice, round_=2)
    assert "Where you differ" in as_alice.get(f"{AT}opening/").text
    assert "Where you agree" in as_alice.get("/agreement/cards/1-2/opening/").text


def test_topics_chosen_anew_stand_for_the_earlier_ones(alice):
    choose_topics(alice, ["a", "b", "c"])
    choose_topics(alice, ["b", "c"])
    assert TopicChoice.objects.visible_to(alice).get().words == {"topics": ["b", "c"]}


def test_alone_it_is_only_ones_own_and_is_never_sealed(as_dana, dana):
    fives = sum(len(each.cards) == 5 for each in topics())
    assert words_of(as_dana.get("/agreement/cards/").text).count("5 cards") == fives > 0
    answer = as_dana.post("/agreement/cards/1-0/", {EXES[0]: "fine", f"{EXES[0]}-note": "Mine.", "revision": 0})
    assert answer["Location"] == "/agreement/cards/1-0/"
    assert "Fine with me\nMine." in as_dana.get("/agreement/cards/1-0/").text
    assert [Draft.unscoped.filter(person=dana).count(), Answer.unscoped.count()] == [1, 0]
    assert as_dana.get("/agreement/cards/1-1/").status_code == 404


@pytest.mark.parametrize("page", [*SEALING, "earlier/", "guesses/", "own/"])
def test_what_is_rated_alone_has_no_page_of_what_opens(as_dana, as_alice, dana, alice, couple, page):
    """Not for who is here on their own, nor for one of two who was before."""
    for person, client in ((dana, as_dana), (alice, as_alice)):
        sealed.keep(person, piece(0), said(**{EXES[0]: {"rating": "fine"}}))
        assert client.get("/agreement/cards/1-0/").status_code == 200
        for answer in (client.get(f"/agreement/cards/1-0/{page}"), client.post(f"/agreement/cards/1-0/{page}")):
            assert answer.status_code in (404, 405)
    assert (Answer.unscoped.count(), Draft.unscoped.count()) == (0, 2)


def test_earlier_answers_enter_only_by_a_press(alice, bob):
    sealed.keep(alice, piece(0), said(**{EXES[0]: {"rating": "fine", "note": "Alone."}}))
    join(alice, bob)
    client = client_of(alice)
    assert "Alone." not in client.get(AT).text
    assert client.post(f"{AT}earlier/")["Location"] == f"{AT}?question=1"
    assert "Alone." in client.get(f"{AT}?question=1").text
    assert client_of(bob).post(f"{AT}earlier/").status_code == 302
    assert Draft.unscoped.filter(person=bob).count() == 0


def test_earlier_answers_go_over_no_words_of_today(alice, bob):
    sealed.keep(alice, piece(0), said(**{EXES[0]: {"rating": "fine", "note": "Alone."}}))
    join(alice, bob)
    sealed.keep(alice, piece(), said(**{EXES[0]: {"rating": "not-ok", "note": "Today."}}))
    client_of(alice).post(f"{AT}earlier/")
    assert "Today." in client_of(alice).get(f"{AT}?question=1").text


def deck_leaves(person):
    found = AgreementPart().summary(us_of(person), clock.today(person.tz)).leaves
    return [(leaf.rank, leaf.action_label, leaf.action_url) for leaf in found if leaf.key == "situations"]


def test_today_brings_it_up_where_nothing_else_is_until_a_topic_is_sealed(alice, bob, couple, dana):
    assert deck_leaves(alice) == [(Rank.LATER, "Choose a topic", "/agreement/cards/")]
    assert deck_leaves(dana) == []
    sealed.keep(alice, piece(), said(**{EXES[0]: {"rating": "fine"}}))
    assert deck_leaves(alice) == [(Rank.LATER, "Continue", AT)]
    rates(alice, "fine")
    assert deck_leaves(alice) == []
    assert deck_leaves(bob) == [(Rank.LATER, "Choose a topic", "/agreement/cards/")]


def test_the_plan_leads_there_and_says_what_has_opened(alice, bob, couple):
    def said_in_its_step():
        deck, _agreement = AgreementPart().step_links(us_of(alice), clock.today(alice.tz))
        return deck.title, deck.state

    assert said_in_its_step() == ("Situations", "")
    rates(alice, "fine")
    assert said_in_its_step() == ("Situations", "You’ve begun.")
    rates(bob, "fine")
    open_to(alice)
    assert said_in_its_step() == ("Situations", "1 topic opened.")


@pytest.mark.parametrize("page", ["", "draft/"])
def test_what_is_typed_while_the_other_leaves_or_joins_is_kept(as_alice, as_dana, alice, bob, dana, couple, page):
    sent = {"question": 1, "asks": EXES[0], EXES[0]: "fine", f"{EXES[0]}-note": "Long words.", "revision": 0}
    couples.leave(bob)
    assert as_alice.post(f"{AT}{page}", sent).status_code in (200, 302)
    join(dana, bob)
    assert as_dana.post(f"/agreement/cards/1-0/{page}", sent).status_code in (200, 302)
    for person in (alice, dana):
        assert "Long words." in str(Draft.unscoped.get(person=person).body)


def test_what_is_typed_stays_where_earlier_answers_come_in(alice, bob):
    sealed.keep(alice, piece(0), said(**{card: {"rating": "fine", "note": "Alone."} for card in EXES[:2]}))
    join(alice, bob)
    client = client_of(alice)
    sent = {"question": 1, "asks": EXES[0], "revision": 0, EXES[0]: "not-ok", f"{EXES[0]}-note": "Typed today."}
    client.post(f"{AT}earlier/", sent)
    words = Draft.unscoped.get(person=alice, piece=piece().id).words
    assert [words[card]["value"]["note"] for card in EXES[:2]] == ["Typed today.", "Alone."]


def test_earlier_answers_are_offered_until_something_is_said(alice, bob):
    sealed.keep(alice, piece(0), said(**{EXES[0]: {"rating": "fine", "note": "Alone."}}))
    join(alice, bob)
    client, offered = client_of(alice), "Use my earlier answers"
    client.post(f"{AT}draft/", {"sent_field": f"{EXES[0]}-note", f"{EXES[0]}-note": "", "revision": 0})
    assert offered in client.get(AT).text
    client.post(f"{AT}draft/", {"sent_field": f"{EXES[0]}-note", f"{EXES[0]}-note": "A word.", "revision": 1})
    assert offered not in client.get(AT).text


def test_what_was_rated_alone_stays_in_reach_of_two(alice, bob):
    sealed.keep(alice, piece(0), said(**{EXES[0]: {"rating": "fine", "note": "Alone."}}))
    join(alice, bob)
    client, way = client_of(alice), 'href="/agreement/cards/1-0/"'
    assert way in client.get(AT).text
    rates(alice, "fine")
    assert way in client.get(f"{AT}sealed/").text
    rates(bob, "fine")
    open_to(alice)
    assert way in client.get("/agreement/cards/").text
    for path in (AT, "/agreement/cards/"):
        assert way not in client_of(bob).get(path).text


def test_what_is_given_back_when_a_space_closes_is_where_one_goes_on(as_alice, alice, bob, couple):
    rates(alice, "fine")
    couples.leave(bob)
    client = client_of(alice)
    assert f'href="{AT}"' in client.get("/agreement/cards/").text
    client.post("/agreement/cards/1-0/", {EXES[0]: "not-ok", "revision": 0})
    assert 'href="/agreement/cards/1-0/"' in client.get("/agreement/cards/").text
    assert f'href="{AT}"' in client.get("/agreement/cards/1-0/").text


def test_a_round_given_back_comes_after_the_one_before_it(as_alice, alice, bob, couple):
    for person in (alice, bob):
        rates(person, "fine")
        sealed.keep(person, piece(2), said(**{EXES[0]: {"rating": "fine"}}))
    open_to(alice, bob)
    couples.leave(bob)
    join(alice, bob)
    client = client_of(alice)
    assert client.get("/agreement/cards/1-2/").status_code == 404
    assert client.get(AT).status_code == 200


def test_a_topic_chosen_twice_is_chosen_once(alice):
    choose_topics(alice, ["exes", "exes", "exes", "work"])
    assert TopicChoice.objects.visible_to(alice).get().words == {"topics": ["exes", "work"]}


def headings(page):
    return re.findall(r'<h2 id="group-\d">([^<]+)</h2>', page)


def test_topics_stand_by_where_one_is_in_them(as_alice, as_bob, alice, bob, couple):
    assert headings(as_alice.get("/agreement/cards/").text) == ["To rate"]
    rates(alice, "fine")
    sealed.seal(alice, piece(number=2), said(**{card.id: {"rating": "fine"} for card in piece(number=2).cards}))
    sealed.seal(alice, piece(number=3), said(**{card.id: {"rating": "fine"} for card in piece(number=3).cards}))
    before = as_alice.get("/agreement/cards/").text
    assert headings(before) == ["To rate", "Sealed"]
    sealed.seal(bob, piece(number=3), said(**{card.id: {"rating": "fine"} for card in piece(number=3).cards}))
    assert headings(as_alice.get("/agreement/cards/").text) == ["Ready to open", "To rate", "Sealed"]
    sealed.mark_opened(alice, piece(number=3))
    assert headings(as_alice.get("/agreement/cards/").text) == ["To rate", "Sealed", "Opened"]


def test_one_button_leads_to_the_topic_to_go_on_with(as_alice, alice, bob, couple):
    def button():
        return re.search(r'class="button" href="([^"]+)">([^<]+)<', as_alice.get("/agreement/cards/").text).groups()

    assert button() == ("/agreement/cards/1-1/", "Rate “Exes”")
    sealed.keep(alice, piece(number=2), said(**{piece(number=2).cards[0].id: {"rating": "fine"}}))
    assert button() == ("/agreement/cards/2-1/", "Continue “Social media”")
    for person in (alice, bob):
        sealed.seal(person, piece(number=3), said(**{card.id: {"rating": "fine"} for card in piece(number=3).cards}))
    assert button() == ("/agreement/cards/3-1/", "Open “Messages and privacy”")


def test_with_all_topics_rated_there_is_none(as_alice, alice, couple):
    for each in topics():
        of_it = piece(number=each.number)
        sealed.seal(alice, of_it, said(**{card.id: {"rating": "fine"} for card in of_it.cards}))
    page = as_alice.get("/agreement/cards/").text
    assert 'class="button" href="/agreement/cards/' not in page
    assert headings(page) == ["Sealed"]


def test_alone_it_leads_on_to_the_next_topic(as_dana, dana):
    alone = piece(round_=0)
    sealed.keep(dana, alone, said(**{card.id: {"rating": "fine"} for card in alone.cards}))
    page = as_dana.get("/agreement/cards/").text
    assert 'class="button" href="/agreement/cards/2-0/">Rate “Social media”</a>' in page
