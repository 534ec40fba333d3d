"""Situations from both sides: rated alone, sealed by topic, opened as a map, and the first line that follows."""

import re

import pytest

import clock
from agreement.situations.ratings import APART, CLOSE, DASH, SAME, how_far
from agreement.topics import opened_topics
from couples import actions as couples
from couples.us import us_of
from sealed import actions as sealed
from sealed.models import Answer
from tests.agreement.cards import AT, EXES, open_to, piece, rates, typed_in, words_of
from tests.browser.looking import said
from tests.cast import client_of, join, later, make_person

pytestmark = pytest.mark.django_db


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
    in_order = ["Where you differ", "An ex’s page", "A funeral", "Where you’re close", "Where you agree"]
    places = [page.index(each) for each in in_order]
    assert places == sorted(places)
    assert "What you each said You Not OK My note. Bob Fine with me His note." in page


def test_a_note_without_a_rating_is_kept_and_not_sealed(as_alice, alice, couple):
    sent = {"question": 1, "asks": EXES[0], "revision": 0, EXES[0]: "", f"{EXES[0]}-note": "Only a note."}
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
    assert "Happy birthday from an ex" not in as_alice.get("/talk-list/").text


def test_what_one_would_rather_say_in_person_is_on_the_talk_list(as_alice, alice, bob, couple):
    first, second = EXES[:2]
    sealed.seal(alice, piece(), {first: {"value": {"rating": "fine"}, "in_person": True}, second: {"value": None}})
    rates(bob, "not-ok", "fine")
    open_to(alice)
    assert "Not OK" not in as_alice.get(f"{AT}opening/").text
    assert "The shoebox" in as_alice.get("/talk-list/").text


def test_a_situation_is_put_on_the_talk_list_by_a_press(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice)
    as_alice.post(f"{AT}opening/talk-list/", {"question": EXES[0]})
    assert "The shoebox" in client_of(bob).get("/talk-list/").text


def test_a_line_begins_with_what_both_noted(as_alice, alice, bob, couple):
    for person, rating in ((alice, "fine"), (bob, "not-ok")):
        sealed.seal(person, piece(), said(**{EXES[0]: {"rating": rating, "note": f"{person.name} notes."}}))
    open_to(alice)
    page = as_alice.get(f"/agreement/clauses/?cards=1-1&card={EXES[0]}").text
    assert "“The shoebox”: if it comes up, I …, and I tell you the same day." in page
    assert "“Alice notes.”\n“Bob notes.”" in page


def test_a_line_from_a_card_is_begun_once_below_what_was_typed(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice)
    begins, asked = "“The shoebox”: if it comes up", f"/agreement/clauses/?cards=1-1&card={EXES[0]}"
    as_alice.post("/agreement/clauses/draft/", {"text": "Typed before.", "topic": "", "revision": 0})
    text = typed_in(as_alice.get(asked).text)
    assert text.startswith(f"Typed before.\n{begins}")
    as_alice.post("/agreement/clauses/draft/", {"text": text, "topic": "Exes", "revision": 1})
    assert typed_in(as_alice.get(asked).text) == text
    assert f"{text}\nWe don’t look" in typed_in(as_alice.get("/agreement/clauses/?pattern=7").text)


@pytest.mark.parametrize(
    "asked", ["cards=1-1&card=old-photos", "cards=9-9&card=x", "cards=x&card=old-photos", "card=old-photos"]
)
def test_nothing_of_a_sealed_or_unknown_situation_begins_a_line(as_alice, alice, bob, couple, asked):
    sealed.seal(bob, piece(), said(**{EXES[0]: {"rating": "not-ok", "note": "His note."}}))
    rates(alice, "", "fine")
    assert "His note." not in as_alice.get(f"/agreement/?{asked}").text


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


def test_the_picture_has_what_is_the_same_first_and_says_who_nowhere(as_alice, as_bob, alice, bob, couple):
    rates(alice, "fine", "fine", "not-ok", "depends", "fine")
    rates(bob, "not-ok", "fine", "depends", "", "fine")
    open_to(alice, bob)
    for person in (alice, bob):
        [topic_one] = opened_topics(us_of(person), clock.today(person.tz))
        assert topic_one.drawn == [SAME, SAME, CLOSE, APART, DASH]
    pictures = [
        re.findall(r"(?s)<svg class=\"(?:map|leaves)\".*?</svg>", each.get(f"{AT}opening/").text)
        for each in (as_alice, as_bob)
    ]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == 6
    assert len(set(pictures[0])) == 5


def test_support_is_one_tap_away_where_they_differ_on_most(as_alice, alice, bob, couple):
    rates(alice, "fine", "fine", "fine")
    rates(bob, "not-ok", "fine", "not-ok")
    open_to(alice)
    assert "You differ on most of these." not in as_alice.get(f"{AT}opening/").text
    for person, rating in ((alice, "fine"), (bob, "not-ok")):
        rates(person, *[rating] * 4, number=2)
    open_to(alice, number=2)
    for page in ("/agreement/cards/2-1/opening/", "/agreement/cards/map/"):
        assert "You differ on most of these." in as_alice.get(page).text


def test_a_new_round_is_offered_from_the_next_day_on(as_alice, alice, bob, couple):
    """Nobody is asked again and again, on the evening on which it opened, until they say something else."""
    rates(alice, "fine")
    rates(bob, "not-ok")
    open_to(alice)
    offered = 'href="/agreement/cards/1-2/"'
    page = as_alice.get(f"{AT}opening/").text
    assert offered not in page
    assert "You can begin one from tomorrow" in page
    with later(days=1):
        assert offered in as_alice.get(f"{AT}opening/").text


def test_no_press_tells_whether_a_card_left_out_was_left_out_by_both(as_alice, alice, bob, couple):
    rates(alice, "fine")
    rates(bob, "fine", "not-ok")
    open_to(alice)
    answers = [as_alice.post(f"{AT}opening/talk-list/", {"question": card}) for card in EXES[1:3]]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert as_alice.post(f"{AT}opening/talk-list/", {"question": "no-such-card"}).status_code == 404


def test_no_line_begins_with_what_one_has_not_unfolded(as_alice, alice, bob, couple):
    for person, rating in ((alice, "fine"), (bob, "not-ok")):
        sealed.seal(person, piece(), said(**{EXES[0]: {"rating": rating, "note": f"{person.name} notes."}}))
    asked = f"/agreement/clauses/?cards=1-1&card={EXES[0]}"
    assert "Bob notes." not in as_alice.get(asked).text
    open_to(alice)
    assert "Bob notes." in as_alice.get(asked).text


def test_what_is_sealed_for_one_partner_does_not_go_to_the_next(as_alice, alice, bob, couple):
    sealed.keep(alice, piece(), said(**{EXES[0]: {"rating": "fine", "note": "For Bob."}}))
    page = as_alice.get(f"{AT}seal/").text
    sent = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("shown", "saw")}
    couples.leave(bob)
    join(alice, make_person("eve"))
    assert as_alice.post(f"{AT}seal/", sent)["Location"] == f"{AT}seal/"
    assert Answer.unscoped.count() == 0
    assert "Your shared space has changed." in as_alice.get(f"{AT}seal/").text
