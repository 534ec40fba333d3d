"""The deck from both sides: rated alone, sealed by topic, opened as a map, and the first line that follows."""

import re
from html import unescape

import pytest

import clock
from agreement import actions
from agreement.actions import add_situation, choose_topics, remove_situation
from agreement.models import Guess, OwnSituation, TopicChoice
from agreement.part import AgreementPart
from agreement.pieces import TopicPiece
from agreement.pieces.topic import with_own
from agreement.refusals import RoundOpened, TooManySituations
from agreement.situations.deck import topic
from agreement.situations.ratings import APART, CLOSE, DASH, SAME, how_far
from agreement.topics import opened_topics
from couples import actions as couples
from couples.leaves import Rank
from couples.us import us_of
from sealed import actions as sealed
from sealed import urls
from sealed.models import Answer, Draft
from tests.browser.looking import said
from tests.cast import client_of, join, make_person

pytestmark = pytest.mark.django_db

SEALING = [page.place for page in urls.SEALING]
EXES = [card.id for card in topic(1).cards]
AT = "/agreement/cards/1-1/"


def piece(round_: int = 1, number: int = 1) -> TopicPiece:
    return TopicPiece(topic(number), round_)


def rates(person, *ratings, round_=1, number=1):
    cards = [card.id for card in topic(number).cards]
    words = said(**{card: {"rating": rating} if rating else None for card, rating in zip(cards, ratings, strict=False)})
    sealed.seal(person, piece(round_, number), words)


def open_to(*persons, round_=1, number=1):
    for person in persons:
        sealed.mark_opened(person, piece(round_, number))


def words_of(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text[text.index("<main") : text.index("</main>")]).split())


def typed_in(page: str) -> str:
    return unescape(re.search(r'<textarea name="text"[^>]*>\s*([^<]*)</textarea>', page)[1])


# -- How far two ratings are apart


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("fine", "fine", SAME), ("not-ok", "not-ok", SAME), ("depends", "depends", SAME), ("fine", "depends", CLOSE),
        ("depends", "not-ok", CLOSE), ("fine", "not-ok", APART), ("", "fine", DASH), ("fine", "", DASH),
        ("x", "x", DASH),
    ],
)  # fmt: skip
def test_how_far(mine, theirs, found):
    assert how_far(mine, theirs) == how_far(theirs, mine) == found


# -- Rating, sealing and opening by the pages


def rate_by_the_pages(client, *ratings, note=""):
    for number, (card, rating) in enumerate(zip(EXES, ratings, strict=True), start=1):
        sent = {"question": number, "asks": card, "revision": number - 1, card: rating, f"{card}-note": note}
        answer = client.post(AT, sent)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{AT}?question={number + 1}" if number < len(EXES) else f"{AT}seal/",
        )
    shown = re.search(r'name="shown" value="(\w+)"', client.get(f"{AT}seal/").text)
    assert client.post(f"{AT}seal/", {"shown": shown[1]})["Location"] == f"{AT}sealed/"


def test_two_rate_a_topic_and_see_where_they_differ(as_alice, as_bob, couple):
    rate_by_the_pages(as_alice, "fine", "depends", "not-ok", "fine", "fine", note="My note.")
    assert "Not OK" not in as_bob.get("/today/").text
    rate_by_the_pages(as_bob, "fine", "fine", "fine", "fine", "not-ok", note="His note.")
    assert "Your answers are ready to open" in as_alice.get("/today/").text
    as_alice.post(f"{AT}opening/")
    page = words_of(as_alice.get(f"{AT}opening/").text)
    assert page.index("Where you differ") < page.index("Close") < page.index("The same")
    assert page.index("Where you differ") < page.index("Every few days") < page.index("A funeral") < page.index("Close")
    assert "What you each said You Not OK My note. Bob Fine with me His note." in page


def test_a_note_without_a_rating_is_kept_and_not_sealed(as_alice, alice, couple):
    sent = {"question": 1, "asks": "birthday", "revision": 0, "birthday": "", "birthday-note": "Only a note."}
    answer = as_alice.post(AT, sent)
    assert answer.status_code == 422
    assert "Choose one of the three, or leave the note empty." in answer.text
    assert "Only a note." in answer.text
    as_alice.post(AT, {**sent, "go": "later"})
    assert "Choose one of the three" in as_alice.get(f"{AT}seal/").text


def test_what_one_skipped_is_a_dash_to_both_and_goes_on_no_list(as_alice, alice, bob, couple):
    rates(alice, "fine", "")
    rates(bob, "fine", "not-ok")
    open_to(alice)
    page = as_alice.get(f"{AT}opening/").text
    assert "Left out" in page
    assert "Not OK" not in page
    assert "The shoebox" not in as_alice.get("/talk-list/").text


def test_what_one_would_rather_say_in_person_is_on_the_talk_list(as_alice, alice, bob, couple):
    first, second = EXES[:2]
    sealed.seal(alice, piece(), {first: {"value": {"rating": "fine"}, "in_person": True}, second: {"value": None}})
    rates(bob, "not-ok", "fine")
    open_to(alice)
    assert "Not OK" not in as_alice.get(f"{AT}opening/").text
    assert "Happy birthday from an ex" in as_alice.get("/talk-list/").text


def test_a_situation_is_put_on_the_talk_list_by_a_press(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice)
    as_alice.post(f"{AT}opening/talk-list/", {"question": EXES[0]})
    assert "Happy birthday from an ex" in client_of(bob).get("/talk-list/").text


def test_a_line_begins_with_what_both_noted(as_alice, alice, bob, couple):
    for person, rating in ((alice, "fine"), (bob, "not-ok")):
        sealed.seal(person, piece(), said(**{EXES[0]: {"rating": rating, "note": f"{person.name} notes."}}))
    open_to(alice)
    page = as_alice.get(f"/agreement/?cards=1-1&card={EXES[0]}").text
    assert "“Happy birthday from an ex”: if it comes up, I …, and I tell you the same day." in page
    assert "“Alice notes.”\n“Bob notes.”" in page


def test_a_line_from_a_card_is_begun_once_below_what_was_typed(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice)
    begins, asked = "“Happy birthday from an ex”: if it comes up", f"/agreement/?cards=1-1&card={EXES[0]}"
    as_alice.post("/agreement/clauses/draft/", {"text": "Typed before.", "topic": "", "revision": 0})
    text = typed_in(as_alice.get(asked).text)
    assert text.startswith(f"Typed before.\n{begins}")
    as_alice.post("/agreement/clauses/draft/", {"text": text, "topic": "Exes", "revision": 1})
    assert typed_in(as_alice.get(asked).text) == text
    assert f"{text}\nWe don’t look" in typed_in(as_alice.get("/agreement/?pattern=4").text)


@pytest.mark.parametrize(
    "asked", ["cards=1-1&card=birthday", "cards=9-9&card=x", "cards=x&card=birthday", "card=birthday"]
)
def test_nothing_of_a_sealed_or_unknown_situation_begins_a_line(as_alice, alice, bob, couple, asked):
    sealed.seal(bob, piece(), said(birthday={"rating": "not-ok", "note": "His note."}))
    rates(alice, "", "fine")
    assert "His note." not in as_alice.get(f"/agreement/?{asked}").text


# -- Topics, and who sees which


def test_topics_that_matter_come_first_and_are_ones_own(as_alice, as_bob, alice, couple):
    assert as_alice.post("/agreement/cards/", {"topics": ["work", "online"]}).status_code == 302
    page = words_of(as_alice.get("/agreement/cards/").text)
    assert page.index("Work") < page.index("Private worlds online") < page.index("Exes")
    theirs = words_of(as_bob.get("/agreement/cards/").text)
    assert theirs.index("Exes") < theirs.index("Work")
    assert TopicChoice.objects.visible_to(alice).get().words == {"topics": ["work", "online"]}


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


def test_the_next_round_is_there_once_the_first_has_opened_and_changes_nothing_of_it(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice, bob)
    assert as_alice.get("/agreement/cards/1-2/").status_code == 200
    for person in (alice, bob):
        rates(person, "depends", round_=2)
    open_to(alice, round_=2)
    assert "Where you differ" in as_alice.get(f"{AT}opening/").text
    assert "The same" in as_alice.get("/agreement/cards/1-2/opening/").text


# -- Alone


def test_alone_it_is_only_ones_own_and_is_never_sealed(as_dana, dana):
    assert words_of(as_dana.get("/agreement/cards/").text).count("5 cards") == 5
    answer = as_dana.post("/agreement/cards/1-0/", {"birthday": "fine", "birthday-note": "Mine.", "revision": 0})
    assert answer["Location"] == "/agreement/cards/1-0/"
    assert "Fine with me\nMine." in as_dana.get("/agreement/cards/1-0/").text
    assert [Draft.unscoped.filter(person=dana).count(), Answer.unscoped.count()] == [1, 0]
    assert as_dana.get("/agreement/cards/1-1/").status_code == 404


@pytest.mark.parametrize("page", [*SEALING, "earlier/", "guesses/", "own/"])
def test_what_is_rated_alone_has_no_page_of_what_opens(as_dana, as_alice, dana, alice, couple, page):
    """Not for who is here on their own, nor for one of two who was before."""
    for person, client in ((dana, as_dana), (alice, as_alice)):
        sealed.keep(person, piece(0), said(birthday={"rating": "fine"}))
        assert client.get("/agreement/cards/1-0/").status_code == 200
        for answer in (client.get(f"/agreement/cards/1-0/{page}"), client.post(f"/agreement/cards/1-0/{page}")):
            assert answer.status_code in (404, 405)
    assert (Answer.unscoped.count(), Draft.unscoped.count()) == (0, 2)


def test_earlier_answers_enter_only_by_a_press(alice, bob):
    sealed.keep(alice, piece(0), said(birthday={"rating": "fine", "note": "Alone."}))
    join(alice, bob)
    client = client_of(alice)
    assert "Alone." not in client.get(AT).text
    assert client.post(f"{AT}earlier/")["Location"] == f"{AT}?question=1"
    assert "Alone." in client.get(f"{AT}?question=1").text
    assert client_of(bob).post(f"{AT}earlier/").status_code == 302
    assert Draft.unscoped.filter(person=bob).count() == 0


def test_earlier_answers_go_over_no_words_of_today(alice, bob):
    sealed.keep(alice, piece(0), said(birthday={"rating": "fine", "note": "Alone."}))
    join(alice, bob)
    sealed.keep(alice, piece(), said(birthday={"rating": "not-ok", "note": "Today."}))
    client_of(alice).post(f"{AT}earlier/")
    assert "Today." in client_of(alice).get(f"{AT}?question=1").text


# -- Guesses


def test_only_the_good_news_of_a_guess_is_ever_shown(as_alice, as_bob, alice, bob, couple):
    rates(alice, "fine", "not-ok", "depends")
    answer = as_alice.post(f"{AT}guesses/", {EXES[0]: "not-ok", EXES[1]: "fine", EXES[2]: "depends"})
    assert answer["Location"] == f"{AT}sealed/"
    rates(bob, "fine", "fine", "fine")
    open_to(alice, bob)
    page = words_of(as_alice.get(f"{AT}opening/").text)
    news = page[page.index("You thought you differed") : page.index("Only you see this.")]
    assert "Happy birthday from an ex" in news
    assert "The shoebox" not in news
    assert "Every few days" not in news
    assert "You thought you differed" not in as_bob.get(f"{AT}opening/").text


def test_a_guess_comes_after_ones_own_rating_and_not_after_the_opening(as_alice, alice, bob, couple):
    assert as_alice.post(f"{AT}guesses/", {EXES[0]: "fine"})["Location"] == AT
    rates(alice, "fine")
    rates(bob, "fine")
    open_to(alice)
    assert as_alice.post(f"{AT}guesses/", {EXES[0]: "not-ok"})["Location"] == f"{AT}opening/"
    actions.guess(alice, piece().id, {EXES[0]: "not-ok"})
    assert Guess.unscoped.count() == 0


def test_three_guesses_at_most_and_none_takes_them_back(as_alice, alice, couple):
    rates(alice, "fine", "fine", "fine", "fine")
    four = dict.fromkeys(EXES[:4], "fine")
    assert "Guess three at most." in as_alice.post(f"{AT}guesses/", four).text
    with pytest.raises(ValueError, match="4 guesses"):
        actions.guess(alice, piece().id, four)
    as_alice.post(f"{AT}guesses/", dict.fromkeys(EXES[:3], "fine"))
    assert Guess.objects.visible_to(alice).get().words == {"guesses": dict.fromkeys(EXES[:3], "fine")}
    as_alice.post(f"{AT}guesses/", {})
    assert Guess.unscoped.count() == 0


# -- Situations of their own


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


# -- The map


def test_the_map_shows_every_opened_topic_at_the_same_cost(as_alice, alice, bob, couple, django_assert_num_queries):
    for number in range(1, 3):
        for person in (alice, bob):
            rates(person, "fine", "depends", number=number)
        open_to(alice, number=number)
    as_alice.get("/agreement/cards/map/")
    for last in (2, 12):
        for number in range(3, last + 1):
            for person in (alice, bob):
                rates(person, "fine", "not-ok", number=number)
            open_to(alice, number=number)
        with django_assert_num_queries(6):
            page = as_alice.get("/agreement/cards/map/")
    assert [title in page.text for title in ("Exes", "Private worlds online")] == [True, True]
    assert "Fine with me" not in page.text


def test_the_map_shows_nothing_before_one_has_looked(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "fine")
    assert "No topic has opened yet." in as_alice.get("/agreement/cards/map/").text
    assert opened_topics(us_of(alice), clock.today(alice.tz)) == []


def test_topics_chosen_anew_stand_for_the_earlier_ones(alice):
    choose_topics(alice, ["a", "b", "c"])
    choose_topics(alice, ["b", "c"])
    assert TopicChoice.objects.visible_to(alice).get().words == {"topics": ["b", "c"]}


# -- Where it comes up


def deck_leaves(person):
    found = AgreementPart().summary(us_of(person), clock.today(person.tz)).leaves
    return [(leaf.rank, leaf.action_label, leaf.action_url) for leaf in found if leaf.key == "situations"]


def test_today_brings_it_up_where_nothing_else_is_until_a_topic_is_sealed(alice, bob, couple, dana):
    assert deck_leaves(alice) == [(Rank.LATER, "Choose a topic", "/agreement/cards/")]
    assert deck_leaves(dana) == []
    sealed.keep(alice, piece(), said(birthday={"rating": "fine"}))
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
